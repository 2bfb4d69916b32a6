using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.Forms;

namespace Hitl.Dialects.Tests.WorkersAi;

/// <summary>What the document prints, and what it leaves to us.</summary>
[TestFixture]
internal sealed class WalkingTheWorkersAiDocument
{
    private const string Dog = """
        {"task_type":"categorization","callback_url":"http://example.com/callback","instruction":"Is this dog big or small?",
         "params":{"attachment_type":"image","attachment":"http://www.dogsarebig.com/dog1.jpg","categories":["big","small"]}}
        """;

    private ScaleApp _app = null!;

    [SetUp]
    public async Task StartAsync() => _app = await ScaleApp.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _app.DisposeAsync();

    [Test]
    public async Task A_task_is_shown_as_printed()
    {
        var task = await CreateAsync(Dog);

        var expected = JsonNode.Parse(Dog)!.AsObject();
        expected["external_id"] = task.GetProperty("external_id").GetGuid().ToString();
        expected["response"] = new JsonObject();
        ShouldBe(task, expected.ToJsonString());
        ShouldBe((await GetAsync($"/{task.GetProperty("external_id")}")).Ok(), expected.ToJsonString());
        ShouldBe((await GetAsync("")).Ok(), $"[{expected.ToJsonString()}]");
    }

    [TestCase("application/x-www-form-urlencoded", "instruction=Is+this+dog+big+or+small%3F&callback_url=http%3A%2F%2Fexample.com%2Fcallback&params[attachment_type]=image&params[attachment]=http%3A%2F%2Fwww.dogsarebig.com%2Fdog1.jpg&params[categories][]=big&params[categories][]=small")]
    [TestCase("application/x-www-form-urlencoded", """instruction=Is this dog big or small?&callback_url=http://example.com/callback&params={"attachment_type":"image","attachment":"http://www.dogsarebig.com/dog1.jpg","categories":["big","small"]}""")]
    public async Task A_form_says_the_same_as_JSON(string type, string form)
    {
        var task = await CreateAsync(form, type);
        Assert.That(task.GetProperty("task_type").GetString(), Is.EqualTo("categorization"));
        ShouldBe(task.GetProperty("params"), JsonNode.Parse(Dog)!["params"]!.ToJsonString());
    }

    [Test]
    public async Task Annotators_fill_in_a_form_that_shows_the_instruction_and_the_attachment()
    {
        await CreateAsync(Dog);

        var order = _app.Jobs.Orders.Single();
        var form = Form.Read(order.Body.GetProperty("template"));
        Assert.That(form.Faults, Is.Empty);
        Assert.That(form.Form!.Fields.Select(field => field.Name), Is.EqualTo(new[] { "instruction", "attachment", "category" }));
        Assert.That((order.Dialect, order.Type), Is.EqualTo(("workersai", "categorization")));
    }

    [Test]
    public async Task Defaults_are_the_documents_and_nobody_is_called_back_who_did_not_ask()
    {
        var task = await CreateAsync("""{"instruction":"Dog or cat: it barks","params":{"categories":["dog","cat"]}}""");
        Assert.That(task.GetProperty("task_type").GetString(), Is.EqualTo("categorization"));
        Assert.That(task.GetProperty("callback_url").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(_app.Jobs.Orders.Single().Body.TryGetProperty("webhook_url", out _), Is.False);
    }

    [TestCase("audio_transcription", """{"attachment_type":"audio","attachment":"http://example.com/a.wav"}""", """{"transcript":{"transcript":"Hi.","duration":2}}""", """{"transcript":"Hi.","duration":2}""")]
    [TestCase("categorization", """{"attachment_type":"text","attachment":"car","categories":["a","b"],"mine":1.10}""", """{"category":"a"}""", """{"category":"a"}""")]
    [TestCase("datacollection", """{"attachment_type":"website","attachment":"http://example.com","fields":{"a":"A"}}""", """{"fields":{"a":"1"}}""", """{"fields":{"a":"1"}}""")]
    public async Task An_end_is_told_as_printed(string type, string parameters, string annotations, string response)
    {
        var task = await CreateAsync($$"""
            {"task_type":"{{type}}","callback_url":"http://example.com/callback","params":{{parameters}},"metadata":{"internal_task_id":7} }
            """);
        Assert.That(task.GetProperty("metadata").GetProperty("internal_task_id").GetInt32(), Is.EqualTo(7));
        var job = _app.Jobs.Change(
            task.GetProperty("external_id").GetGuid(), open => open with { Status = JobStatus.Done, Annotations = JsonOf.Text(annotations), FinishedAt = DateTimeOffset.UtcNow });

        await using var orders = await _app.Host.TapAsync<DeliveryOrdered>();
        await _app.TellAsync<JobCompleted>(job);

        var ordered = await orders.NextAsync(order => order.JobId == job.JobId);
        Assert.That((ordered.Url, ordered.Rule), Is.EqualTo(("http://example.com/callback", DeliveryRule.Brief)));
        ShouldBe(ordered.Body, $$"""{"task_type":"{{type}}","external_id":"{{job.JobId}}","params":{{task.GetProperty("params").GetRawText()}},"response":{{response}} }""");
        ShouldBe((await GetAsync($"/{job.JobId}")).Ok().GetProperty("response"), response);
    }

    [TestCase(JobStatus.Error, "It is black.")]
    [TestCase(JobStatus.Canceled, "The task was canceled.")]
    [TestCase(JobStatus.Expired, "The task was not done in its time.")]
    public async Task An_end_without_an_answer_says_why(JobStatus status, string why)
    {
        var task = await CreateAsync(Dog);
        _app.Jobs.Change(task.GetProperty("external_id").GetGuid(), open => open with { Status = status, Error = status == JobStatus.Error ? why : null });
        Assert.That((await GetAsync($"/{task.GetProperty("external_id")}")).Ok().GetProperty("response").GetProperty("error").GetString(), Is.EqualTo(why));
    }

    [TestCase("{}", "params.categories is required")]
    [TestCase("""{"task_type":"nothing"}""", "task_type must be")]
    [TestCase("""{"task_type":"audio_transcription"}""", "params.attachment is required")]
    [TestCase("""{"params":[1]}""", "params must be an object")]
    [TestCase("""{"callback_url":"nowhere"}""", "callback_url must be")]
    [TestCase("""{"metadata":7}""", "metadata must be an object")]
    public async Task A_refusal_names_the_parameter(string json, string words) =>
        Assert.That((await SendAsync(HttpMethod.Post, "", json)).Refused(400), Does.Contain(words));

    [Test]
    public async Task Unknown_and_others_tasks_are_not_found_and_wrong_methods_are_refused_in_the_form()
    {
        var task = await CreateAsync(Dog);
        using var stranger = _app.ClientOf(Guid.CreateVersion7());
        (await ScaleApp.SendAsync(stranger, HttpMethod.Get, $"/tasks/{task.GetProperty("external_id")}", prefix: "/workersai/v1")).Refused(404);
        (await GetAsync($"/{Guid.CreateVersion7()}")).Refused(404);
        (await GetAsync("/1")).Refused(404);
        (await SendAsync(HttpMethod.Put, "", "{}")).Refused(405);
    }

    [TestCase("task_type=audio_transcription", 1)]
    [TestCase("task_type=categorization", 2)]
    [TestCase("task_type=none", 0)]
    [TestCase("task_type=", 3)]
    [TestCase("instruction=Is this dog big or small?", 1)]
    [TestCase("callback_url=http://example.com/callback", 1)]
    [TestCase("params[attachment]=car", 1)]
    [TestCase("""params={"categories":["small"]}""", 1)]
    [TestCase("metadata[id]=7", 1)]
    [TestCase("""metadata={"id":7}""", 1)]
    [TestCase("metadata={}", 3)]
    public async Task A_list_is_filtered_by_the_parameters_of_a_creation(string query, int count)
    {
        await CreateAsync(Dog);
        await CreateAsync("""{"params":{"attachment_type":"text","attachment":"car","categories":["a","b"]},"metadata":{"id":7}}""");
        await CreateAsync("""{"task_type":"audio_transcription","params":{"attachment_type":"audio","attachment":"http://example.com/a.wav"}}""");
        Assert.That((await GetAsync("?" + query)).Ok().GetArrayLength(), Is.EqualTo(count));
    }

    [TestCase("")]
    [TestCase("&callback_url=http://example.com/callback")]
    public async Task A_long_list_goes_on_at_its_link_which_holds_no_key(string filter)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Insert(0, (await CreateAsync(Dog)).GetProperty("external_id").GetGuid());

        var seen = new List<Guid>();
        var next = $"?limit=2&api_key=secret{filter}";
        while (next is not null)
        {
            var page = await GetAsync(next);
            seen.AddRange(page.Ok().EnumerateArray().Select(task => task.GetProperty("external_id").GetGuid()));
            next = page.Response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
            Assert.That(next, Is.Null.Or.StartsWith("/v1/tasks?").And.Not.Contains("secret"));
            next = next?["/v1/tasks".Length..];
        }

        Assert.That(seen, Is.EqualTo(ids));
    }

    [TestCase("limit=0", "limit")]
    [TestCase("after=x", "after")]
    [TestCase("params=x", "params")]
    public async Task A_filter_that_cannot_be_read_is_named(string query, string name) =>
        Assert.That((await GetAsync("?" + query)).Refused(400), Does.StartWith(name));

    private Task<Answer> GetAsync(string path) => ScaleApp.SendAsync(_app.Live, HttpMethod.Get, "/tasks" + path, prefix: "/workersai/v1");

    private Task<Answer> SendAsync(HttpMethod method, string path, string body, string type = "application/json") =>
        ScaleApp.SendAsync(_app.Live, method, "/tasks" + path, new StringContent(body, Encoding.UTF8, type), prefix: "/workersai/v1");

    private async Task<JsonElement> CreateAsync(string body, string type = "application/json")
    {
        var created = await SendAsync(HttpMethod.Post, "", body, type);
        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created), created.Text);
        return created.Json;
    }

    private static void ShouldBe(JsonElement seen, string expected) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(seen.GetRawText()), JsonNode.Parse(expected)), Is.True, seen.GetRawText());
}
