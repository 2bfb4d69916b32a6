using System.Net;
using System.Text.Json;

namespace Hitl.Jobs.Tests.Api;

internal sealed class ReadingJobs
{
    private const string Digits = """{"price":1.10,"huge":1e400,"long":12345678901234567890.1,"zero":-0.0,"z":"한국어 \"x\"","a":[]}""";

    [Test]
    public async Task Numbers_of_predictions_keep_their_digits()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync($"\"predictions\":{Digits}");
        var without = await client.CreateAsync();

        var mine = await client.SendAsync(HttpMethod.Get, $"/v1/jobs/{client.ProjectId}/{job}/predictions");
        var service = await app.Service().GetAsync(new Uri($"/internal/jobs/{job}/predictions", UriKind.Relative));
        var none = await client.SendAsync(HttpMethod.Get, $"/v1/jobs/{client.ProjectId}/{without}/predictions");

        Assert.That(mine.Text, Is.EqualTo($$"""{"predictions":{{Digits}}}"""));
        Assert.That(await service.Content.ReadAsStringAsync(), Is.EqualTo(mine.Text));
        Assert.That(none.Text, Is.EqualTo("""{"predictions":null}"""));
    }

    [Test]
    public async Task Numbers_of_annotations_keep_their_digits_from_the_broker_to_the_answer()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();

        await app.PublishCompletedAsync(job, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow, Digits);

        var done = await client.EventuallyIsAsync(job, "done");
        Assert.That(done.GetProperty("annotations").GetRawText(), Does.Contain("1.10").And.Contains("1e400").And.Contains("12345678901234567890.1"));
        Assert.That(JsonElement.DeepEquals(done.GetProperty("annotations").GetProperty("z"), JsonElement.Parse("\"한국어 \\\"x\\\"\"")), Is.True);
    }

    [Test]
    public async Task A_stopped_job_says_why_and_no_other_has_an_error()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var stopped = await client.CreateInAsync("error");
        var done = await client.CreateInAsync("done");

        Assert.That((await client.GetAsync(stopped)).Json.GetProperty("error").GetString(), Is.EqualTo("The image is blank."));
        Assert.That((await client.GetAsync(done)).Json.TryGetProperty("error", out _), Is.False);
    }

    [Test]
    public async Task A_job_that_has_not_changed_is_not_sent_again()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();
        var first = await client.GetAsync(job);
        var path = $"/v1/jobs/{client.ProjectId}/{job}";

        var same = await client.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", first.Header("ETag")!));
        await client.CancelAsync(job);
        var changed = await client.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", first.Header("ETag")!));

        Assert.That((same.Status, same.Text), Is.EqualTo((HttpStatusCode.NotModified, "")));
        Assert.That(changed.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(changed.Header("ETag"), Is.Not.EqualTo(first.Header("ETag")));
    }

    [Test]
    public async Task Many_polls_at_once_each_get_their_own_job()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new List<Guid>();
        for (var i = 0; i < 20; i++) jobs.Add(await client.CreateAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => client.GetAsync(jobs[i % jobs.Count])));

        Assert.That(answers.Select(answer => answer.Json.GetProperty("job_id").GetGuid()), Is.EqualTo(Enumerable.Range(0, 400).Select(i => jobs[i % jobs.Count])));
    }

    [Test]
    public async Task Nobody_learns_of_another_accounts_jobs()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync("\"predictions\":{}");
        var stranger = app.GivenClient();
        var own = app.GivenProject(stranger.AccountId).ProjectId;

        foreach (var project in new[] { client.ProjectId, own })
        {
            Assert.That((await stranger.SendAsync(HttpMethod.Get, $"/v1/jobs/{project}/{job}")).Code, Is.EqualTo("job_not_found"));
            Assert.That((await stranger.SendAsync(HttpMethod.Get, $"/v1/jobs/{project}/{job}/predictions")).Code, Is.EqualTo("job_not_found"));
            Assert.That((await stranger.SendAsync(HttpMethod.Delete, $"/v1/jobs/{project}/{job}")).Code, Is.EqualTo("job_not_found"));
        }

        Assert.That((await stranger.SendAsync(HttpMethod.Get, $"/v1/jobs/{client.ProjectId}")).Code, Is.EqualTo("project_not_found"));
        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("new"));
    }

    [TestCase("/v1/jobs/nope", "project_not_found")]
    [TestCase("/v1/jobs/0199c0de-0000-7000-8000-000000000000", "project_not_found")]
    [TestCase("/v1/jobs/nope/nope", "job_not_found")]
    [TestCase("/v1/jobs/0199c0de-0000-7000-8000-000000000000/0199c0de-0000-7000-8000-000000000000", "job_not_found")]
    public async Task Ids_that_do_not_exist_or_make_no_sense_are_404(string path, string code)
    {
        var app = await JobsApp.SharedAsync();

        var answer = await app.GivenClient().SendAsync(HttpMethod.Get, path);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.NotFound, code)));
    }

    [Test]
    public async Task A_job_of_the_same_account_is_not_found_under_another_project()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();
        var other = app.GivenProject(client.AccountId).ProjectId;

        Assert.That((await client.SendAsync(HttpMethod.Get, $"/v1/jobs/{other}/{job}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await client.SendAsync(HttpMethod.Delete, $"/v1/jobs/{other}/{job}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Each_side_has_its_own_doors()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        using var nobody = app.Host.ClientFor(null);
        async Task<HttpStatusCode> Get(HttpClient http, string path) => (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;

        Assert.That(await Get(nobody, $"/v1/jobs/{client.ProjectId}"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await Get(app.Administrator(), $"/v1/jobs/{client.ProjectId}"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Get(client.Http, "/v1/admin/jobs"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Get(client.Http, $"/internal/jobs/{Guid.CreateVersion7()}/predictions"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Get(app.Service(), $"/internal/jobs/{Guid.CreateVersion7()}/predictions"), Is.EqualTo(HttpStatusCode.NotFound));
    }
}
