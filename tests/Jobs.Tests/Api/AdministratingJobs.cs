using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Administration;
using Hitl.Contracts.Jobs;

namespace Hitl.Jobs.Tests.Api;

internal sealed class AdministratingJobs
{
    [TestCase("new")]
    [TestCase("progress")]
    public async Task An_administrator_stops_an_open_job_and_puts_it_back(string status)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var stops = await app.Host.TapAsync<JobFailed>();
        await using var requeues = await app.Host.TapAsync<JobRequeued>();
        await using var audit = await app.Host.TapAsync<AdministratorActed>();
        var job = await client.CreateInAsync(status);

        var stopped = await PostAsync(app, $"/v1/admin/jobs/{job}/error", """{"message":"Wrong project."}""");
        Assert.That(stopped.Status, Is.EqualTo(HttpStatusCode.OK), stopped.Text);
        Assert.That(stopped.Json.GetProperty("account_id").GetGuid(), Is.EqualTo(client.AccountId));
        Assert.That((await client.GetAsync(job)).Json.GetProperty("error").GetString(), Is.EqualTo("Wrong project."));
        Assert.That((await stops.NextAsync(heard => heard.JobId == job)).Message, Is.EqualTo("Wrong project."));

        var requeued = await PostAsync(app, $"/v1/admin/jobs/{job}/requeue");
        Assert.That(requeued.Status, Is.EqualTo(HttpStatusCode.OK), requeued.Text);
        var read = (await client.GetAsync(job)).Json;
        Assert.That(read.GetProperty("status").GetString(), Is.EqualTo("new"));
        Assert.That(read.GetProperty("start_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(read.GetProperty("finish_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(read.TryGetProperty("error", out _), Is.False);
        Assert.That((await requeues.NextAsync(heard => heard.JobId == job)).Version, Is.EqualTo(status == "new" ? 3L : 4L));
        Assert.That((await audit.NextAsync(act => act.Path.Contains(job.ToString(), StringComparison.Ordinal))).Action, Is.AnyOf("StopJob", "RequeueJob"));
    }

    [TestCase("done")]
    [TestCase("error")]
    [TestCase("canceled")]
    [TestCase("expired")]
    public async Task A_job_that_has_ended_cannot_be_stopped(string status)
    {
        var app = await JobsApp.SharedAsync();
        var job = await app.GivenClientWithProject().CreateInAsync(status);

        var answer = await PostAsync(app, $"/v1/admin/jobs/{job}/error", """{"message":"x"}""");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "job_ended")));
    }

    [TestCase("new")]
    [TestCase("progress")]
    [TestCase("done")]
    [TestCase("canceled")]
    [TestCase("expired")]
    public async Task Only_a_stopped_job_can_be_put_back(string status)
    {
        var app = await JobsApp.SharedAsync();
        var job = await app.GivenClientWithProject().CreateInAsync(status);

        var answer = await PostAsync(app, $"/v1/admin/jobs/{job}/requeue");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "job_not_stopped")));
    }

    [Test]
    public async Task A_stopped_job_whose_time_is_up_is_not_put_back()
    {
        var app = await JobsApp.SharedAsync();
        var job = await app.GivenClientWithProject().CreateInAsync("error");
        await app.Database.ExecuteAsync("UPDATE job SET expires_at = created_at WHERE id = @job", new { job });

        var answer = await PostAsync(app, $"/v1/admin/jobs/{job}/requeue");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "job_expired")));
    }

    [Test]
    public async Task All_stopped_jobs_of_a_project_are_counted_and_put_back_and_no_others()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var requeues = await app.Host.TapAsync<JobRequeued>();
        Guid[] stopped = [await client.CreateInAsync("error"), await client.CreateInAsync("error")];
        var late = await client.CreateInAsync("error");
        await app.Database.ExecuteAsync("UPDATE job SET expires_at = created_at WHERE id = @late", new { late });
        var done = await client.CreateInAsync("done");
        var other = app.GivenClientWithProject();
        var foreign = await other.CreateInAsync("error");
        var path = $"/v1/admin/jobs/requeue/{client.ProjectId}";

        var count = (await GetAsync(app, path)).Json;
        var answer = await PostAsync(app, path);

        Assert.That((count.GetProperty("count").GetInt32(), count.GetProperty("has_more").GetBoolean()), Is.EqualTo((2, false)));
        Assert.That((answer.Json.GetProperty("requeued").GetInt32(), answer.Json.GetProperty("next_cursor").ValueKind), Is.EqualTo((2, JsonValueKind.Null)));
        foreach (var job in stopped)
        {
            Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("new"));
            await requeues.NextAsync(heard => heard.JobId == job);
        }

        Assert.That((await client.GetAsync(late)).Json.GetProperty("status").GetString(), Is.EqualTo("error"));
        Assert.That((await client.GetAsync(done)).Json.GetProperty("status").GetString(), Is.EqualTo("done"));
        Assert.That((await other.GetAsync(foreign)).Json.GetProperty("status").GetString(), Is.EqualTo("error"));
    }

    [Test]
    public async Task Only_administrators_put_all_back_and_a_cursor_is_one_of_ours()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var path = $"/v1/admin/jobs/requeue/{client.ProjectId}";

        Assert.That((await client.Http.PostAsync(path, null)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await client.Http.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await PostAsync(app, path, """{"cursor":"nonsense"}""")).Fields, Is.EqualTo(new[] { "cursor" }));
    }

    [TestCase("{}")]
    [TestCase("""{"message":"  "}""")]
    [TestCase("""{"message":7}""")]
    public async Task A_stop_says_why(string body)
    {
        var app = await JobsApp.SharedAsync();

        var answer = await PostAsync(app, $"/v1/admin/jobs/{Guid.CreateVersion7()}/error", body);

        Assert.That(answer.Fields, Is.EqualTo(new[] { "message" }));
    }

    [Test]
    public async Task An_unknown_job_is_404()
    {
        var app = await JobsApp.SharedAsync();

        Assert.That((await PostAsync(app, $"/v1/admin/jobs/{Guid.CreateVersion7()}/requeue")).Code, Is.EqualTo("job_not_found"));
        Assert.That((await PostAsync(app, "/v1/admin/jobs/nope/requeue")).Code, Is.EqualTo("job_not_found"));
        Assert.That((await PostAsync(app, "/v1/admin/jobs/nope/error", """{"message":"x"}""")).Code, Is.EqualTo("job_not_found"));
    }

    [Test]
    public async Task Jobs_of_all_accounts_are_found_by_every_filter()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var first = await client.CreateInAsync("canceled");
        var firstProject = client.ProjectId;
        client.ProjectId = app.GivenProject(client.AccountId).ProjectId;
        var second = await client.CreateInAsync("expired");
        var third = await client.CreateAsync();
        var at = (await client.GetAsync(third)).Json.GetProperty("create_date").GetString()!;
        // Others create thousands at the same time.
        var then = $"created_after={at}&created_before={DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.ffffffZ}&limit=1000";
        var account = $"account_id={client.AccountId}";

        Assert.That(await SearchAsync(app, account), Is.EqualTo(new[] { third, second, first }));
        Assert.That(await SearchAsync(app, $"{account}&status=canceled"), Is.EqualTo(new[] { first }));
        Assert.That(await SearchAsync(app, $"{account}&status=expired"), Is.EqualTo(new[] { second }));
        Assert.That(await SearchAsync(app, $"{account}&created_after={at}"), Is.EqualTo(new[] { third }));
        Assert.That(await SearchAsync(app, $"project_id={firstProject}"), Is.EqualTo(new[] { first }));
        Assert.That(await SearchAsync(app, $"project_id={client.ProjectId}&status=new"), Is.EqualTo(new[] { third }));
        Assert.That(await SearchAsync(app, $"id={second}"), Is.EqualTo(new[] { second }));
        Assert.That(await SearchAsync(app, $"id={second}&status=new"), Is.Empty);
        Assert.That(await SearchAsync(app, then), Does.Contain(third));
        Assert.That(await SearchAsync(app, $"status=new&{then}"), Does.Contain(third));
        Assert.That(await SearchAsync(app, "status=expired&limit=1000"), Does.Contain(second).And.Not.Contains(third));
        Assert.That(await SearchAsync(app, $"account_id={Guid.CreateVersion7()}"), Is.Empty);
    }

    [Test]
    public async Task Jobs_of_test_keys_are_told_from_live_ones()
    {
        var app = await JobsApp.SharedAsync();
        var live = app.GivenClientWithProject();
        var test = app.GivenClient(isTest: true, live.AccountId);
        test.ProjectId = live.ProjectId;
        var (liveJob, testJob) = (await live.CreateAsync(), await test.CreateInAsync("expired"));
        var account = $"account_id={live.AccountId}";

        Assert.That(await SearchAsync(app, $"{account}&mode=live"), Is.EqualTo(new[] { liveJob }));
        Assert.That(await SearchAsync(app, $"{account}&mode=test"), Is.EqualTo(new[] { testJob }));
        Assert.That(await SearchAsync(app, $"{account}&mode=test&status=expired"), Is.EqualTo(new[] { testJob }));
        Assert.That(await SearchAsync(app, $"id={testJob}&mode=live"), Is.Empty);
        Assert.That(await SearchAsync(app, "mode=test&limit=1000"), Does.Contain(testJob).And.Not.Contains(liveJob));
    }

    [Test]
    public async Task A_job_of_any_account_is_shown_with_what_became_of_it()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync("""
            "content":{"text":"hello"},"predictions":{"label":"cat"},"webhook_url":"https://client.test/hook","webhook_headers":{"X-Secret":"s3cret"},
            "template":{"fields":[{"name":"label","type":"text","label":"Label"}]}
            """);
        await PostAsync(app, $"/v1/admin/jobs/{job}/error", """{"message":"Wrong project."}""");
        await PostAsync(app, $"/v1/admin/jobs/{job}/requeue");

        var shown = await GetAsync(app, $"/v1/admin/jobs/{job}");

        Assert.That(shown.Json.GetProperty("account_id").GetGuid(), Is.EqualTo(client.AccountId));
        Assert.That(shown.Json.GetProperty("content").GetProperty("text").GetString(), Is.EqualTo("hello"));
        Assert.That(shown.Json.GetProperty("requeue_date").GetDateTimeOffset(), Is.GreaterThan(shown.Json.GetProperty("create_date").GetDateTimeOffset()));
        Assert.That(shown.Json.GetProperty("has_webhook").GetBoolean(), Is.True);
        Assert.That(shown.Json.GetProperty("form").GetProperty("fields")[0].GetProperty("name").GetString(), Is.EqualTo("label"));
        Assert.That(shown.Text, Does.Not.Contain("s3cret"), "the client's secrets stay with us");
        Assert.That((await GetAsync(app, $"/v1/admin/jobs/{job}/predictions")).Text, Is.EqualTo("""{"predictions":{"label":"cat"}}"""));
    }

    [TestCase("")]
    [TestCase("/predictions")]
    public async Task A_job_that_does_not_exist_is_not_shown_nor_any_to_others_than_administrators(string part)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();

        Assert.That((await GetAsync(app, $"/v1/admin/jobs/{Guid.CreateVersion7()}{part}")).Code, Is.EqualTo("job_not_found"));
        Assert.That((await GetAsync(app, $"/v1/admin/jobs/x{part}")).Code, Is.EqualTo("job_not_found"));
        Assert.That((await client.SendAsync(HttpMethod.Get, $"/v1/admin/jobs/{job}{part}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_search_goes_on_at_its_cursor()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var jobs = new[] { await client.CreateAsync(), await client.CreateAsync(), await client.CreateAsync() };

        var first = await GetAsync(app, $"/v1/admin/jobs?account_id={client.AccountId}&limit=2");
        var cursor = first.Json.GetProperty("next_cursor").GetString();
        var second = await GetAsync(app, $"/v1/admin/jobs?account_id={client.AccountId}&limit=2&cursor={cursor}");

        Assert.That(IdsOf(first), Is.EqualTo(new[] { jobs[2], jobs[1] }));
        Assert.That(IdsOf(second), Is.EqualTo(new[] { jobs[0] }));
        Assert.That(second.Json.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            first.Json.GetProperty("items")[0].EnumerateObject().Select(member => member.Name),
            Does.Contain("account_id").And.Contains("is_test").And.Contains("version").And.Not.Contains("webhook_headers"));
    }

    [Test]
    public async Task Every_fault_of_a_search_is_named_at_once()
    {
        var app = await JobsApp.SharedAsync();

        var answer = await GetAsync(app, "/v1/admin/jobs?account_id=x&project_id=x&id=x&status=x&mode=x&limit=x");

        Assert.That(answer.Fields, Is.EquivalentTo(new[] { "account_id", "project_id", "id", "status", "mode", "limit" }));
    }

    private static async Task<List<Guid>> SearchAsync(JobsApp app, string query) => IdsOf(await GetAsync(app, $"/v1/admin/jobs?{query}"));

    private static List<Guid> IdsOf(Answer page) => [.. page.Json.GetProperty("items").EnumerateArray().Select(job => job.GetProperty("job_id").GetGuid())];

    private static async Task<Answer> GetAsync(JobsApp app, string path) =>
        await Answer.OfAsync(await app.Administrator().GetAsync(new Uri(path, UriKind.Relative)));

    private static async Task<Answer> PostAsync(JobsApp app, string path, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await Answer.OfAsync(await app.Administrator().PostAsync(new Uri(path, UriKind.Relative), content));
    }
}
