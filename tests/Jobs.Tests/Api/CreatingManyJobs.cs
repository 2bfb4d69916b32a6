using System.Net;

namespace Hitl.Jobs.Tests.Api;

internal sealed class CreatingManyJobs
{
    [Test]
    public async Task Each_item_is_answered_in_order_and_a_bad_one_spoils_no_other()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var elsewhere = app.GivenProject(client.AccountId).ProjectId;
        var stranger = app.GivenProject(Guid.CreateVersion7()).ProjectId;
        string Item(Guid project, string url, string more = "") => $$"""{"project_id":"{{project}}","file_urls":["{{url}}"]{{more}}}""";

        var answer = await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", $$"""
            {"jobs":[
              {{Item(client.ProjectId, "https://example.com/1.png")}},
              {"file_urls":["x"]},
              "not an object",
              {{Item(stranger, "https://example.com/2.png")}},
              {{Item(client.ProjectId, "https://example.com/missing.png")}},
              {{Item(client.ProjectId, "http://10.0.0.1/3.png")}},
              {{Item(elsewhere, "https://example.com/4.png", ",\"webhook_headers\":{\"Host\":\"x\"}")}},
              {{Item(elsewhere, "https://example.com/5.png")}}
            ]}
            """);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        var items = answer.Json.EnumerateArray().ToList();
        var codes = items.Select(item => item.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : "created");
        Assert.That(
            codes,
            Is.EqualTo(new[]
            {
                "created", "invalid_request", "invalid_json", "project_not_found", "url_unusable", "url_unusable", "invalid_request", "created",
            }));
        Assert.That(items[0].TryGetProperty("error", out _), Is.False);
        Assert.That(items[1].TryGetProperty("job_id", out _), Is.False);
        Assert.That(
            items[1].GetProperty("error").GetProperty("errors").EnumerateObject().Select(fault => fault.Name),
            Is.EquivalentTo(new[] { "project_id", "file_urls[0]" }));
        Assert.That(items[4].GetProperty("error").GetProperty("errors").GetProperty("file_urls[0]")[0].GetString(), Does.Contain("missing.png"));
        Assert.That((await client.GetAsync(items[0].GetProperty("job_id").GetGuid())).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task All_files_of_a_request_are_ordered_at_once()
    {
        await using var app = await JobsApp.StartAsync();
        var client = app.GivenClientWithProject();

        await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", $$"""{"jobs":[{{client.Order()}},{{client.Order()}},{{client.Order()}}]}""");

        Assert.That(app.Others.Orders.Select(order => order.Groups.Count), Is.EqualTo(new[] { 3 }));
        Assert.That(app.Others.Orders.Single().Extensions, Is.EquivalentTo(new[] { "pdf", "png", "jpg", "jpeg" }));
    }

    [TestCase("{}")]
    [TestCase("""{"jobs":[]}""")]
    [TestCase("""{"jobs":{}}""")]
    public async Task A_request_without_a_list_of_jobs_is_refused(string body)
    {
        var app = await JobsApp.SharedAsync();

        var answer = await app.GivenClient().SendAsync(HttpMethod.Post, "/v1/jobs/bulk", body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Fields, Is.EqualTo(new[] { "jobs" }));
    }

    [Test]
    public async Task More_than_a_thousand_jobs_are_refused()
    {
        var app = await JobsApp.SharedAsync();

        var answer = await app.GivenClient().SendAsync(
            HttpMethod.Post, "/v1/jobs/bulk", $$"""{"jobs":[{{string.Join(',', Enumerable.Repeat("{}", 1001))}}]}""");

        Assert.That(answer.Fields, Is.EqualTo(new[] { "jobs" }));
    }

    [Test]
    public async Task The_same_key_answers_the_same_ids()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var body = $$"""{"jobs":[{{client.Order()}},{},{{client.Order()}}]}""";

        var first = await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", body, ("Idempotency-Key", "bulk-1"));
        var second = await client.SendAsync(HttpMethod.Post, "/v1/jobs/bulk", body, ("Idempotency-Key", "bulk-1"));

        Assert.That(second.Text, Is.EqualTo(first.Text));
        Assert.That(second.Header("Idempotency-Replayed"), Is.EqualTo("true"));
        Assert.That((await client.ListAsync()).Json.GetArrayLength(), Is.EqualTo(2));
    }
}
