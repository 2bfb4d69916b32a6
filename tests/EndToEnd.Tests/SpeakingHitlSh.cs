using System.Diagnostics;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>The HITL.sh document, walked through the gateway.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SpeakingHitlSh
{
    /// <summary>The document's own function, called with a delivery.</summary>
    private const string Verify = """
        import hmac
        import hashlib
        import sys

        def verify_webhook_signature(payload, signature, secret):
            expected_signature = hmac.new(
                secret.encode('utf-8'),
                payload.encode('utf-8'),
                hashlib.sha256
            ).hexdigest()

            return hmac.compare_digest(signature, expected_signature)

        print(verify_webhook_signature(sys.argv[1], sys.argv[2], sys.argv[3]))
        """;

    private const string Template = """
        {
          "name": "Content Review",
          "description": "Review AI-generated content for quality and compliance",
          "fields": [
            {"name": "content", "type": "content_display", "label": "Content to review", "editable": true, "required": true},
            {"name": "approved", "type": "boolean", "label": "Approve content", "required": true},
            {"name": "feedback", "type": "text", "label": "Feedback or comments", "required": false}
          ]
        }
        """;

    [Test]
    public async Task A_review_is_created_claimed_answered_delivered_and_shown()
    {
        using var customer = await Admin.CreateAccountAsync();
        var hook = $"hitlsh-{Guid.CreateVersion7():N}";
        var template = await CreatedAsync(customer, "/v1/templates", Template);
        var webhook = await CreatedAsync(customer, "/v1/webhooks", $$"""
            {"url": "{{Site.HookUrl(hook)}}", "events": ["review.created", "review.assigned", "review.started", "review.completed", "review.cancelled", "template.updated"]}
            """);
        var (email, annotator) = await PersonAsync();
        using var person = annotator;
        var review = await CreatedAsync(customer, "/v1/reviews", ReviewOf(template, email));
        var id = review.GetProperty("id").GetString();
        Assert.That(id, Does.StartWith("rev_"));
        Assert.That(review.EnumerateObject().Select(member => member.Name), Is.EqualTo(
            new[] { "id", "template_id", "content", "assignees", "priority", "due_date", "status", "created_at", "updated_at" }));
        Assert.That(review.GetProperty("status").GetString(), Is.EqualTo("created"));
        Assert.That(review.GetProperty("content").GetRawText(), Does.Contain("0.950"));
        Assert.That(review.GetProperty("due_date").GetString(), Is.EqualTo("2024-01-20T18:00:00Z"));

        // A later version is for later reviews.
        (await customer.Http.AnswerAsync(HttpMethod.Patch, $"/v1/templates/{template}", """{"fields": [{"name": "other", "type": "number"}]}""")).Expect(200);
        var work = await person.WaitForNextAsync();
        var refusedAnswer = (await work.SubmitAsync(new { approved = "yes", content = "x" })).Expect(422).Json;
        var answer = new { approved = true, content = "Revised content...", feedback = "Great content, approved with minor edits" };
        (await work.PostAsync("submit", new { version = refusedAnswer.GetProperty("version").GetInt64(), annotations = answer })).Expect(200);

        var done = await Eventually.GetAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/reviews/{id}")).Expect(200).Json.GetProperty("data"),
            seen => seen.GetProperty("status").GetString() == "completed", "the review is completed");
        Assert.That(done.GetProperty("reviewer").GetString(), Is.EqualTo(email));
        Assert.That(done.GetProperty("result").GetProperty("content").GetString(), Is.EqualTo("Revised content..."));

        foreach (var name in new[] { "review.created", "review.assigned", "review.started", "review.completed", "template.updated" })
        {
            var told = (await Eventually.GetAsync(
                () => Task.FromResult(Site.Received.FirstOrDefault(one => one.Path == hook && one.Json.GetProperty("event").GetString() == name)),
                found => found is not null, name))!;
            Assert.That(told.IsSignedWith(webhook.GetProperty("secret").GetString()!), name);
            Assert.That(await PythonAsync(told.Body, told.Headers["X-HITL-Signature"], webhook.GetProperty("secret").GetString()!), Is.EqualTo("True"), name);
            if (name != "review.completed") continue;
            Assert.That(told.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "event", "review", "timestamp" }));
            Assert.That(told.Json.GetProperty("review").EnumerateObject().Select(member => member.Name), Is.EqualTo(
                new[] { "id", "template_id", "status", "result", "completed_at", "reviewer" }));
        }

        var refused = await customer.Http.AnswerAsync(HttpMethod.Delete, $"/v1/reviews/{id}");
        Assert.That((refused.Status, CodeOf(refused)), Is.EqualTo((400, "review_ended")));
    }

    [Test]
    public async Task What_curl_has_sent_for_the_documents_lines_is_understood()
    {
        using var customer = await Admin.CreateAccountAsync();
        var recorded = Path.Combine(TestContext.CurrentContext.TestDirectory, "Recorded", "hitl-sh-curl-7.88.1.jsonl");
        var template = "";

        await foreach (var line in File.ReadLinesAsync(recorded))
        {
            var sent = JsonElement.Parse(line);
            using var content = new StringContent(sent.GetProperty("body").GetString()!.Replace("template_123", template, StringComparison.Ordinal));
            content.Headers.ContentType = new(sent.GetProperty("content_type").GetString()!);
            using var response = await customer.Http.PostAsync(new Uri(sent.GetProperty("target").GetString()!, UriKind.Relative), content);
            var answer = await response.ReadAnswerAsync();

            var made = answer.Expect(sent.GetProperty("status").GetInt32()).Json.GetProperty("data");
            if (sent.TryGetProperty("made", out _)) template = made.GetProperty("id").GetString()!;
            else Assert.That(made.GetProperty("content").GetProperty("metadata").GetProperty("source").GetString(), Is.EqualTo("gpt-4"));
        }

        Assert.That((await customer.Http.GetAnswerAsync("/v1/reviews")).Expect(200).Json.GetProperty("data").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_changed_review_changes_the_queue()
    {
        using var customer = await Admin.CreateAccountAsync();
        var template = await CreatedAsync(customer, "/v1/templates", Template);
        var (email, annotator) = await PersonAsync();
        using var person = annotator;
        var plain = await CreatedAsync(customer, "/v1/reviews", ReviewOf(template, email));
        var other = await CreatedAsync(customer, "/v1/reviews", ReviewOf(template, $"nobody-{Guid.CreateVersion7():N}@example.test"));
        var changed = (await customer.Http.AnswerAsync(HttpMethod.Patch, $"/v1/reviews/{other.GetProperty("id").GetString()}", new
        {
            assignees = new[] { email },
            priority = "urgent",
            due_date = (string?)null,
        })).Expect(200).Json.GetProperty("data");
        Assert.That(changed.GetProperty("priority").GetString(), Is.EqualTo("urgent"));
        Assert.That(changed.GetProperty("status").GetString(), Is.EqualTo("assigned"));

        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var work = await person.WaitForNextAsync();
            ids.Add(IdOf(work));
            (await work.SubmitAsync(new { approved = true, content = "fine" })).Expect(200);
        }

        Assert.That(ids, Is.EquivalentTo(new[] { plain.GetProperty("id").GetString(), other.GetProperty("id").GetString() }));

        var page = (await customer.Http.GetAnswerAsync($"/v1/reviews?limit=1&assignee={email}&template_id={template}")).Expect(200).Json;
        Assert.That(page.GetProperty("data")[0].GetProperty("id").GetString(), Is.EqualTo(other.GetProperty("id").GetString()));
        var pagination = page.GetProperty("meta").GetProperty("pagination");
        Assert.That(pagination.GetProperty("has_more").GetBoolean());
        var next = (await customer.Http.GetAnswerAsync($"/v1/reviews?limit=1&assignee={email}&cursor={pagination.GetProperty("next_cursor").GetString()}")).Expect(200).Json;
        Assert.That(next.GetProperty("data")[0].GetProperty("id").GetString(), Is.EqualTo(plain.GetProperty("id").GetString()));
        Assert.That((await customer.Http.GetAnswerAsync("/v1/reviews?priority=urgent")).Expect(200).Json.GetProperty("data").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Teams_are_an_accounts_own_and_what_is_wrong_is_said_in_the_envelope()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var stranger = await Admin.CreateAccountAsync();
        var template = await CreatedAsync(customer, "/v1/templates", Template);
        var team = (await CreatedAsync(customer, "/v1/teams", """{"name": "Editors"}""", whole: true)).GetProperty("id").GetString();
        var (email, annotator) = await PersonAsync();
        using var person = annotator;
        (await customer.Http.PostAnswerAsync($"/v1/teams/{team}/members", new { email })).Expect(201);
        var members = (await customer.Http.GetAnswerAsync($"/v1/teams/{team}/members")).Expect(200).Json.GetProperty("data");
        Assert.That(members[0].GetProperty("email").GetString(), Is.EqualTo(email));
        var review = await CreatedAsync(customer, "/v1/reviews", $$"""{"template_id": "{{template}}", "content": "x", "team_id": "{{team}}"}""");
        Assert.That(IdOf(await person.WaitForNextAsync()), Is.EqualTo(review.GetProperty("id").GetString()));

        foreach (var (answer, status, code, field) in new[]
        {
            (await stranger.Http.GetAnswerAsync($"/v1/reviews/{review.GetProperty("id").GetString()}"), 404, "review_not_found", null),
            (await stranger.Http.GetAnswerAsync($"/v1/templates/{template}"), 404, "template_not_found", null),
            (await stranger.Http.GetAnswerAsync($"/v1/teams/{team}/members"), 404, "team_not_found", null),
            (await stranger.Http.PostAnswerAsync("/v1/reviews", ReviewOf(template, email)), 404, "template_not_found", null),
            (await customer.Http.PostAnswerAsync($"/v1/teams/{team}/members", new { email = "nobody@example.test" }), 400, "validation_error", "email"),
            (await customer.Http.PostAnswerAsync("/v1/reviews", new { template_id = template, content = "x", priority = "soon" }), 400, "validation_error", "priority"),
            (await customer.Http.PostAnswerAsync("/v1/reviews", new { template_id = template, content = "x", assignees = new[] { "no" } }), 400, "validation_error", "assignees[0]"),
            (await customer.Http.PostAnswerAsync("/v1/templates", new { name = "x", fields = new[] { new { name = "a", type = "boolen" } } }), 400, "validation_error", "fields[0].type"),
            (await customer.Http.PostAnswerAsync("/v1/webhooks", new { url = Site.HookUrl("x"), events = new[] { "review.done" } }), 400, "validation_error", "events"),
        })
        {
            Assert.That((answer.Status, CodeOf(answer)), Is.EqualTo((status, code)), answer.Text);
            Assert.That(answer.Json.GetProperty("success").GetBoolean(), Is.False);
            if (field is not null) Assert.That(answer.Json.GetProperty("error").GetProperty("details").GetProperty("field").GetString(), Is.EqualTo(field));
        }
    }

    private static async Task<JsonElement> CreatedAsync(Customer customer, string path, string body, bool whole)
    {
        var answer = (await customer.Http.PostAnswerAsync(path, body)).Expect(201).Json;
        Assert.That(answer.GetProperty("success").GetBoolean() && answer.GetProperty("meta").GetProperty("request_id").GetString()!.Length > 0, Is.EqualTo(whole));
        return answer.GetProperty("data");
    }

    private static async Task<JsonElement> CreatedAsync(Customer customer, string path, string body)
    {
        var data = await CreatedAsync(customer, path, body, whole: true);
        return path == "/v1/templates" ? data.GetProperty("id") : data;
    }

    private static string ReviewOf(JsonElement template, string email) => $$$"""
        {
          "template_id": "{{{template.GetString()}}}",
          "content": {"text": "AI-generated content to review", "metadata": {"source": "gpt-4", "confidence": 0.950}},
          "assignees": ["{{{email}}}"], "priority": "medium", "due_date": "2024-01-20T18:00:00Z"
        }
        """;

    private static string IdOf(Assignment work) => $"rev_{Guid.Parse(work.JobId):N}";

    private static string CodeOf(Answer answer) => answer.Json.GetProperty("error").GetProperty("code").GetString()!;

    private static async Task<(string Email, Annotator Annotator)> PersonAsync()
    {
        var email = $"{Guid.CreateVersion7():N}@example.test";
        const string password = "correct horse battery staple";
        // Of no project: only what is theirs by name or team is offered to them.
        (await Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Ann", password, projects = new[] { Guid.CreateVersion7() } })).Expect(201);
        return (email, await Annotator.SignInAsync(Whole, email, password));
    }

    private static async Task<string> PythonAsync(params string[] arguments)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Verify, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return said.Trim();
    }
}
