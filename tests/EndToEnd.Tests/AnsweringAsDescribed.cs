using System.Text;
using Hitl.TestKit;
using Hitl.TestKit.Described;
using Hitl.TestKit.Driving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>The calls that no other walk needs, and webhooks, against the OpenAPI documents; and that these are really compared.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnsweringAsDescribed
{
    private const string Password = "correct horse battery staple";

    private const string Document = """
        {"paths": {"/v1/things/{id}": {"get": {"responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
         "components": {"schemas": {"Thing": {"type": "object", "required": ["name"], "properties": {"name": {"type": ["string", "null"]}, "at": {"type": "string", "format": "date-time"}}}}}}
        """;

    [TestCase("/v1/things/1", 200, """{"name": null, "at": "2026-01-31T12:00:00.123456Z"}""", "")]
    [TestCase("/v1/things/1", 200, """{"name": "a", "more": 1}""", "NoAdditionalPropertiesAllowed")]
    [TestCase("/v1/things/1", 200, "{}", "PropertyRequired")]
    [TestCase("/v1/things/1", 200, """{"name": 1}""", "name: ")]
    [TestCase("/v1/things/1", 200, """{"name": "a", "at": "yesterday"}""", "DateTimeExpected")]
    [TestCase("/v1/things/1", 201, """{"name": "a"}""", "does not name the status 201")]
    [TestCase("/v1/others/1", 200, """{"name": "a"}""", "no document names the path")]
    public async Task What_is_not_described_is_found(string path, int status, string body, string fault)
    {
        await using var server = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/openapi", () => Results.Json(new { documents = new[] { new { name = "v1", url = "/openapi/v1.json" } } }));
            app.MapGet("/openapi/v1.json", () => Results.Text(Document, "application/json"));
            app.MapGet("/v1/{**rest}", () => Results.Text(body, "application/json", statusCode: status));
        });
        var descriptions = await ApiDescriptions.FetchAsync(server.Url);
        using var http = new HttpClient(descriptions.Checking(new HttpClientHandler())) { BaseAddress = server.Url };

        var answered = async () => await http.GetAnswerAsync(path);

        if (fault.Length == 0) Assert.That(answered, Throws.Nothing);
        else Assert.That(answered, Throws.TypeOf<AssertionException>().With.Message.Contains(fault));
    }

    [Test]
    public async Task What_administrators_read_and_change()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var account = $"/v1/admin/accounts/{customer.AccountId}";
        foreach (var path in new[] { "accounts", "projects", "jobs", "templates", "annotators", "invitations", "teams", "deliveries", "usage", "audit" })
            (await Admin.Http.GetAnswerAsync($"/v1/admin/{path}?limit=20")).Expect(200);
        (await Admin.Http.GetAnswerAsync(account)).Expect(200);
        (await SendAsync(Admin.Http, "PATCH", account, new { default_callback_url = Site.HookUrl("default") })).Expect(200);
        var key = (await Admin.Http.PostAnswerAsync($"{account}/keys", new { name = "second", mode = "live" })).Expect(201);
        (await Admin.Http.PostAnswerAsync($"{account}/keys", new { name = "third", mode = "live" })).Expect(409);
        (await Admin.Http.PostAnswerAsync($"{account}/keys/{IdOf(key)}/rotate", new { overlap_minutes = 1 })).Expect(201);
        (await Admin.Http.GetAnswerAsync($"/v1/admin/projects/{project}")).Expect(200);
        (await SendAsync(Admin.Http, "PUT", $"/v1/admin/projects/{project}/instructions", new { instructions_file_url = Site.FileUrl("other.pdf") })).Expect(200);
        (await SendAsync(customer.Http, "PUT", $"/v1/projects/{project}/instructions", new { instructions_file_url = Site.FileUrl("third.pdf") })).Expect(200);
        var job = await customer.CreateJobAsync(project, Site);
        (await Admin.Http.PostAnswerAsync($"/v1/admin/jobs/{job}/error", new { message = "Stopped." })).Expect(200);
        (await Eventually.GetAsync(() => Admin.Http.GetAnswerAsync($"/v1/admin/submissions?job_id={job}"), answer => answer.Status == 200, "the queue knows the job")).Expect(200);
        foreach (var list in new[] { $"/v1/admin/jobs?id={job}", "/v1/admin/projects?status=active", "/v1/admin/audit?action=StopJob", "/v1/admin/usage?month=2026-01" })
            (await Admin.Http.GetAnswerAsync(list)).Expect(200);
        foreach (var unknown in new[] { "accounts", "projects", "templates", "annotators", "invitations", "teams", "deliveries" })
            (await Admin.Http.GetAnswerAsync($"/v1/admin/{unknown}/{Guid.CreateVersion7()}")).Expect(404);
    }

    [Test]
    public async Task What_administrators_do_with_people()
    {
        var email = $"{Guid.CreateVersion7():N}@example.test";
        var person = (await Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Ann", password = Password })).Expect(201);
        (await Admin.Http.PostAnswerAsync("/v1/admin/annotators", new { email, name = "Ann", password = Password })).Expect(409);
        (await SendAsync(Admin.Http, "PATCH", $"/v1/admin/annotators/{IdOf(person)}", new { jobs_per_day = 5 })).Expect(200);
        (await Admin.Http.GetAnswerAsync($"/v1/admin/annotators/{IdOf(person)}")).Expect(200);
        var team = $"/v1/admin/teams/{IdOf((await Admin.Http.PostAnswerAsync("/v1/admin/teams", new { name = "Editors" })).Expect(201))}";
        (await Admin.Http.PostAnswerAsync($"{team}/members", new { email })).Expect(200);
        (await Admin.Http.GetAnswerAsync($"{team}/members")).Expect(200);
        (await SendAsync(Admin.Http, "DELETE", $"{team}/members/{IdOf(person)}")).Expect(204);
        (await SendAsync(Admin.Http, "PATCH", team, new { name = "Writers" })).Expect(200);
        (await Admin.Http.GetAnswerAsync(team)).Expect(200);
        (await SendAsync(Admin.Http, "DELETE", team)).Expect(204);
        var invitation = $"/v1/admin/invitations/{IdOf((await Admin.Http.PostAnswerAsync("/v1/admin/invitations", new { expires_hours = 1 })).Expect(201))}";
        (await Admin.Http.GetAnswerAsync(invitation)).Expect(200);
        (await SendAsync(Admin.Http, "DELETE", invitation)).Expect(204);
    }

    [Test]
    public async Task What_annotators_do()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site, new { undo_seconds = 600, allows_corrections = true });
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        await annotator.WaitForProjectAsync(project);
        await customer.CreateJobAsync(project, Site);
        var work = await annotator.WaitForNextAsync(project);
        (await work.PostAsync("heartbeat")).Expect(200);
        (await work.DraftAsync(new { label = "c" })).Expect(200);
        (await work.DraftAsync(new { label = "d" }, 1)).Expect(409);
        (await annotator.Http.GetAnswerAsync($"/v1/work/assignments/{work.Id}")).Expect(200);
        (await work.PostAsync("release")).Expect(200);
        work = await annotator.WaitForNextAsync(project);
        (await work.PostAsync("skip", new { reason = "I cannot read it." })).Expect(200);
        (await work.PostAsync("undo")).Expect(200);
        work = new Assignment(annotator.Http, (await annotator.Http.GetAnswerAsync($"/v1/work/assignments/{work.Id}")).Expect(200).Json);
        var submitted = (await work.SubmitAsync(new { label = "cat" })).Expect(200);
        (await work.PostAsync("correct", new { version = VersionOf(submitted), annotations = new { label = "dog" } })).Expect(200);
        (await annotator.Http.GetAnswerAsync("/v1/work/history")).Expect(200);
        (await annotator.Http.PostAnswerAsync("/v1/work/reviews/next")).Expect(403);
        (await Admin.Http.GetAnswerAsync($"/v1/admin/submissions?job_id={work.JobId}")).Expect(200);
    }

    [Test]
    public async Task What_reviewers_do()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site, new { completion_rule = "review" });
        using var annotator = await Admin.CreateAnnotatorAsync(project);
        await annotator.WaitForProjectAsync(project);
        using var reviewer = await Admin.CreatePersonAsync("reviewer", project);
        await customer.CreateJobAsync(project, Site);
        (await (await annotator.WaitForNextAsync(project)).SubmitAsync(new { label = "cat" })).Expect(200);

        var review = await Eventually.GetAsync(
            () => reviewer.Http.PostAnswerAsync("/v1/work/reviews/next", new { project_id = project }), answer => answer.Status == 200, "there is a review");
        var path = $"/v1/work/reviews/{IdOf(review)}";
        (await reviewer.Http.GetAnswerAsync(path)).Expect(200);
        (await reviewer.Http.PostAnswerAsync($"{path}/heartbeat")).Expect(200);
        (await SendAsync(reviewer.Http, "PUT", $"{path}/draft", new { version = VersionOf(review), annotations = new { label = "cow" } })).Expect(200);
        (await reviewer.Http.PostAnswerAsync($"{path}/release")).Expect(200);
        (await reviewer.Http.GetAnswerAsync("/v1/work/reviews")).Expect(200);

        (await reviewer.Http.PostAnswerAsync("/v1/work/password", new { current = "a wrong password", @new = Password })).Expect(403);
        (await reviewer.Http.PostAnswerAsync("/v1/work/password", new { current = Password, @new = Password + "!" })).Expect(204);
        (await reviewer.Http.GetAnswerAsync("/v1/work/session")).Expect(200);
        (await SendAsync(reviewer.Http, "DELETE", "/v1/work/session")).Expect(204);
        (await reviewer.Http.GetAnswerAsync("/v1/work/session")).Expect(401);
    }

    [Test]
    public async Task What_clients_read_and_change()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var job = await customer.CreateJobAsync(project, Site);
        var file = (await customer.GetJobAsync(project, job)).GetProperty("files")[0].GetProperty("id").GetString();
        (await customer.Http.GetAnswerAsync("/v1/ip")).Expect(200);
        (await customer.Http.GetAnswerAsync($"/v1/jobs/{project}/{job}/predictions")).Expect(200);
        (await customer.Http.GetAnswerAsync($"/v1/files/{file}/media")).Expect(200);
        (await customer.Http.GetAnswerAsync($"/v1/files/{file}/waveform")).Expect(422);
        (await customer.Http.PostAnswerAsync("/v1/deliveries/resend")).Expect(202);
        (await customer.Http.PostAnswerAsync("/v1/webhook-secret/rotate")).Expect(200);
        var template = await customer.Http.PostAnswerAsync("/v1/account/templates", new { name = "t", fields = new[] { new { type = "boolean", name = "good" } } });
        var path = $"/v1/account/templates/{IdOf(template.Expect(201))}";
        (await customer.Http.GetAnswerAsync("/v1/account/templates")).Expect(200);
        (await SendAsync(customer.Http, "PATCH", path, new { name = "u", description = "d" })).Expect(200);
        foreach (var part in new[] { "", "/versions", "/schema" }) (await customer.Http.GetAnswerAsync(path + part)).Expect(200);
        (await customer.Http.PostAnswerAsync($"{path}/judge", new { annotations = new { good = 1 } })).Expect(200);
        (await SendAsync(customer.Http, "DELETE", path)).Expect(204);
        var shared = (await Admin.Http.PostAnswerAsync("/v1/admin/templates", new { name = "s", fields = new[] { new { type = "boolean", name = "good" } } })).Expect(201);
        (await SendAsync(customer.Http, "PATCH", $"/v1/account/templates/{IdOf(shared)}", new { name = "mine" })).Expect(403);
        path = $"/v1/admin/templates/{IdOf(shared)}";
        (await SendAsync(Admin.Http, "PATCH", path, new { name = "u" })).Expect(200);
        foreach (var part in new[] { "", "/versions", "/schema" }) (await Admin.Http.GetAnswerAsync(path + part)).Expect(200);
        (await Admin.Http.PostAnswerAsync($"{path}/judge", new { annotations = new { good = true } })).Expect(200);
        (await SendAsync(Admin.Http, "DELETE", path)).Expect(204);
    }

    [Test]
    public async Task What_a_client_of_HITL_sh_reads_and_changes()
    {
        using var customer = await Admin.CreateAccountAsync();
        var template = DataOf((await customer.Http.PostAnswerAsync("/v1/templates", new { name = "t", fields = new[] { new { name = "good", type = "boolean" } } })).Expect(201));
        var webhook = DataOf((await customer.Http.PostAnswerAsync("/v1/webhooks", new { url = Site.HookUrl("sh"), events = new[] { "review.created" } })).Expect(201));
        foreach (var path in new[] { "templates", "webhooks", $"templates/{template}", $"webhooks/{webhook}" }) (await customer.Http.GetAnswerAsync($"/v1/{path}")).Expect(200);
        (await SendAsync(customer.Http, "PATCH", $"/v1/templates/{template}", new { name = "u" })).Expect(200);
        (await SendAsync(customer.Http, "PATCH", $"/v1/webhooks/{webhook}", new { active = false })).Expect(200);
        (await SendAsync(customer.Http, "DELETE", $"/v1/webhooks/{webhook}")).Expect(200);
        (await SendAsync(customer.Http, "DELETE", $"/v1/templates/{template}")).Expect(200);
    }

    [Test]
    public async Task What_a_client_of_Scale_of_today_reads_and_changes()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var scale = Whole.Client(null);
        var run = $"{Guid.CreateVersion7():N}";
        var key = await Admin.CreateKeyAsync(customer.AccountId, "test");
        scale.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{key}:")));
        (await scale.PostAnswerAsync("/v1/projects", new { name = "cats", type = "categorization", @params = new { instruction = "Big or small?" } })).Expect(200);
        (await scale.PostAnswerAsync("/v1/projects", new { name = "cats", type = "categorization" })).Expect(409);
        (await scale.PostAnswerAsync("/v1/projects/cats/setParams", new { instruction = "Bigger?", patch = true })).Expect(200);
        (await scale.PostAnswerAsync("/v1/batches", new { name = "monday", project = "cats", callback = Site.HookUrl($"{run}/batch") })).Expect(200);
        var created = await scale.PostAnswerAsync(
            "/v1/task/categorization", new { project = "cats", batch = "monday", callback_url = Site.HookUrl("x"), attachment_type = "text", attachment = "x", categories = new[] { "a", "b" } });
        var task = $"/v1/task/{created.Expect(200).Json.GetProperty("task_id").GetString()}";
        foreach (var method in new[] { "POST", "PUT", "DELETE" }) (await SendAsync(scale, method, $"{task}/tags", "[\"a\"]")).Expect(200);
        (await scale.PostAnswerAsync($"{task}/unique_id", new { unique_id = "a-1" })).Expect(200);
        (await SendAsync(scale, "DELETE", $"{task}/unique_id")).Expect(200);
        (await scale.PostAnswerAsync($"{task}/setMetadata", new { order = 1 })).Expect(200);
        (await scale.PostAnswerAsync("/v1/batches/monday/setMetadata", new { week = 3 })).Expect(200);
        (await scale.PostAnswerAsync("/v1/batches/monday/finalize")).Expect(200);
        foreach (var path in new[] { "projects", "projects/cats", "batches", "batches/monday", "batches/monday/status", "tasks?project=cats", "tasks?limited_response=true" })
            (await scale.GetAnswerAsync($"/v1/{path}")).Expect(200);
        await Whole.Descriptions!.ExpectWebhookAsync("scale", "batch.completed", (await Site.WaitForAsync($"{run}/batch")).Body);

        var url = Site.FileUrl("a.png");
        foreach (var (type, more) in new (string, object)[]
        {
            ("imageannotation", new { attachment = url, callback_url = url, geometries = new { box = new { objects_to_annotate = new[] { "cow" } }, point = new { objects_to_annotate = new[] { "nose" } } } }),
            ("namedentityrecognition", new { text = "😀 Ada met 홍길동.", callback_url = url, labels = new[] { "person" } }),
            ("textcollection", new { callback_url = url, fields = new[] { new { type = "text", field_id = "what", title = "What is it?" } } }),
            ("polygonannotation", new { attachment = url, callback_url = url, objects_to_annotate = new[] { "cow" } }),
            ("pointannotation", new { attachment = url, callback_url = url, objects_to_annotate = new[] { "cow" } }),
        })
        {
            var made = (await scale.PostAnswerAsync($"/v1/task/{type}", more)).Expect(200).Json.GetProperty("task_id").GetString();
            var done = (await scale.GetAnswerAsync($"/v1/task/{made}")).Expect(200).Json;
            Assert.That(done.GetProperty("status").GetString(), Is.EqualTo("completed"), type);
        }
    }

    [Test]
    public async Task Webhooks_bring_what_is_described()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var test = new Customer(Whole, customer.AccountId, await Admin.CreateKeyAsync(customer.AccountId, "test"));
        var run = $"{Guid.CreateVersion7():N}";
        string[] native = ["job.created", "job.started", "job.done", "job.error", "job.canceled", "project.activated", "project.deactivated"];
        string[] reviews = ["review.created", "review.assigned", "review.started", "review.completed", "review.cancelled", "template.updated"];
        foreach (var name in native.Concat(reviews))
            (await customer.Http.PostAnswerAsync("/v1/webhooks", new { url = Site.HookUrl($"{run}/{name}"), events = new[] { name } })).Expect(201);
        (await customer.Http.PostAnswerAsync("/v1/deliveries/test", new { url = Site.HookUrl($"{run}/webhook.test") })).Expect(202);

        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        foreach (var end in new[] { "done", "error", "cancel" })
            await test.CreateJobAsync(new { project_id = project, content = "x", metadata = new { simulate = end }, webhook_url = Site.HookUrl($"{run}/result") });
        var template = DataOf((await customer.Http.PostAnswerAsync("/v1/templates", new { name = "t", fields = new[] { new { name = "good", type = "boolean" } } })).Expect(201));
        foreach (var end in new[] { "done", "cancel" })
            (await test.Http.PostAnswerAsync("/v1/reviews", new { template_id = template, content = "x", assignees = new[] { "a@example.test" }, metadata = new { simulate = end } })).Expect(201);
        (await SendAsync(customer.Http, "PATCH", $"/v1/templates/{template}", new { name = "u" })).Expect(200);
        var task = new { callback_url = Site.HookUrl($"{run}/workersai"), @params = new { attachment_type = "text", attachment = "x", categories = new[] { "a", "b" } } };
        (await test.Http.PostAnswerAsync("/v1/tasks", task)).Expect(201);
        (await test.Http.PostAnswerAsync(
            "/v1/task/categorize", new { callback_url = Site.HookUrl($"{run}/scale"), instruction = "Do", attachment_type = "text", attachment = "x", categories = new[] { "a", "b" } })).Expect(200);
        (await Admin.Http.PostAnswerAsync($"/v1/admin/projects/{project}/deactivate", new { reason = "done" })).Expect(200);

        foreach (var name in native) await ExpectAsync(name, "v1", name == "job.done" ? "subscription.job.done" : name);
        foreach (var name in reviews) await ExpectAsync(name, "hitl-sh", name);
        await ExpectAsync("webhook.test", "v1", "webhook.test");
        await ExpectAsync("result", "v1", "job.done");
        await ExpectAsync("workersai", "workersai", "task.answered");
        await ExpectAsync("scale", "scale", "task.answered");

        async Task ExpectAsync(string path, string document, string name) =>
            await Whole.Descriptions!.ExpectWebhookAsync(document, name, (await Site.WaitForAsync($"{run}/{path}")).Body);
    }

    private static Task<Answer> SendAsync(HttpClient http, string method, string path, object? body = null) => http.AnswerAsync(new HttpMethod(method), path, body);

    private static string IdOf(Answer answer) => answer.Json.GetProperty("id").GetString()!;

    private static string DataOf(Answer answer) => answer.Json.GetProperty("data").GetProperty("id").GetString()!;

    private static long VersionOf(Answer answer) => answer.Json.GetProperty("version").GetInt64();
}
