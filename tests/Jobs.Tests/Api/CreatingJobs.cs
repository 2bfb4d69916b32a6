using System.Net;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;

namespace Hitl.Jobs.Tests.Api;

internal sealed class CreatingJobs
{
    [Test]
    public async Task A_job_is_created_and_reads_as_documented()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var created = await client.PostAsync($$"""
            {"project_id":"{{client.ProjectId}}","file_urls":["https://example.com/file_1.png","https://example.com/file_2.PDF"],
             "predictions":{"boxes":[]},"webhook_url":"https://example.com/webhook","webhook_headers":{"Authorization":"Bearer x"},"expiration_minutes":60}
            """);

        Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created), created.Text);
        Assert.That(created.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "job_id" }));
        var id = created.Json.GetProperty("job_id").GetGuid();
        var read = await client.GetAsync(id);
        Assert.That(read.Status, Is.EqualTo(HttpStatusCode.OK));
        var job = read.Json;
        Assert.Multiple(() =>
        {
            Assert.That(
                job.EnumerateObject().Select(member => member.Name),
                Is.EqualTo(new[]
                {
                    "project_id", "job_id", "create_date", "start_date", "finish_date", "status", "annotations", "image", "expiration_date", "files",
                }));
            Assert.That(job.GetProperty("project_id").GetGuid(), Is.EqualTo(client.ProjectId));
            Assert.That(job.GetProperty("job_id").GetGuid(), Is.EqualTo(id));
            Assert.That(job.GetProperty("status").GetString(), Is.EqualTo("new"));
            Assert.That(job.GetProperty("start_date").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(job.GetProperty("finish_date").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(job.GetProperty("annotations").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(
                job.GetProperty("expiration_date").GetDateTimeOffset() - job.GetProperty("create_date").GetDateTimeOffset(),
                Is.EqualTo(TimeSpan.FromHours(1)));
            var files = job.GetProperty("files").EnumerateArray().ToList();
            Assert.That(files.Select(file => file.GetProperty("name").GetString()), Is.EqualTo(new[] { "file_1.png", "file_2.PDF" }));
            Assert.That(files[0].GetProperty("url").GetString(), Is.EqualTo($"http://hitl.test/v1/files/{files[0].GetProperty("id").GetString()}"));
            Assert.That(job.GetProperty("image").GetString(), Is.EqualTo(files[0].GetProperty("url").GetString()));
            Assert.That(files[0].GetProperty("size").GetInt64(), Is.EqualTo(68));
            Assert.That(files[0].GetProperty("content_type").GetString(), Is.EqualTo("image/png"));
        });
    }

    [Test]
    public async Task Creating_publishes_a_fact_that_others_can_work_with()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject(isTest: true);
        await using var tap = await app.Host.TapAsync<JobCreated>();

        var id = await client.CreateAsync("\"predictions\":{\"a\":1},\"expiration_minutes\":5");

        var fact = await tap.NextAsync(created => created.JobId == id);
        Assert.Multiple(() =>
        {
            Assert.That((fact.ProjectId, fact.AccountId, fact.Version, fact.Status), Is.EqualTo((client.ProjectId, client.AccountId, 1L, JobStatus.New)));
            Assert.That((fact.IsTest, fact.HasPredictions, fact.Files.Count), Is.EqualTo((true, true, 1)));
            Assert.That(fact.ExpiresAt, Is.EqualTo(fact.CreatedAt.AddMinutes(5)));
        });
        var read = await client.GetAsync(id);
        Assert.That(read.Json.GetProperty("create_date").GetDateTimeOffset(), Is.EqualTo(fact.CreatedAt), "what is published is what is read");
    }

    [TestCase("{}", "project_id,file_urls")]
    [TestCase("""{"project_id":"nope","file_urls":["https://example.com/a.png"]}""", "project_id")]
    [TestCase("""{"project_id":1,"file_urls":"https://example.com/a.png"}""", "project_id,file_urls")]
    [TestCase("""{"project_id":"ID","file_urls":[]}""", "file_urls")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png",null,"ftp://example.com/a.png","a.png","/etc/passwd"]}""",
        "file_urls[1],file_urls[2],file_urls[3],file_urls[4]")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png",7]}""", "file_urls[1]")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"predictions":[1]}""", "predictions")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"predictions":"x"}""", "predictions")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"webhook_url":"javascript:alert(1)"}""", "webhook_url")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"webhook_url":7}""", "webhook_url")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"webhook_headers":["a"]}""", "webhook_headers")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"webhook_headers":{"X-Number":1}}""", "webhook_headers.X-Number")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"webhook_headers":{"X-Null":null}}""", "webhook_headers.X-Null")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"expiration_minutes":0}""", "expiration_minutes")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"expiration_minutes":1441}""", "expiration_minutes")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"expiration_minutes":1.5}""", "expiration_minutes")]
    [TestCase("""{"project_id":"ID","file_urls":["https://example.com/a.png"],"expiration_minutes":"60"}""", "expiration_minutes")]
    [TestCase("""{"file_urls":["x"],"predictions":1,"webhook_url":"x","webhook_headers":{"Host":"x"},"expiration_minutes":0}""",
        "project_id,file_urls[0],predictions,webhook_url,webhook_headers.Host,expiration_minutes")]
    public async Task Every_fault_of_form_is_named_at_once(string body, string fields)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(body.Replace("ID", client.ProjectId.ToString(), StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Code, Is.EqualTo("invalid_request"));
        Assert.That(answer.Fields, Is.EquivalentTo(fields.Split(',')), answer.Text);
    }

    [TestCase("Host", "x")]
    [TestCase("content-length", "5")]
    [TestCase("Transfer-Encoding", "chunked")]
    [TestCase("Connection", "close")]
    [TestCase("Keep-Alive", "1")]
    [TestCase("TE", "trailers")]
    [TestCase("Trailer", "x")]
    [TestCase("Upgrade", "h2c")]
    [TestCase("Proxy-Authorization", "x")]
    [TestCase("Expect", "100-continue")]
    [TestCase("webhook-id", "x")]
    [TestCase("Webhook-Signature", "x")]
    [TestCase("X-HITL-Signature", "x")]
    [TestCase("scale-callback-auth", "x")]
    [TestCase("a b", "x")]
    [TestCase("a:b", "x")]
    [TestCase("", "x")]
    [TestCase("X.Y", "a\\r\\nInjected: 1")]
    [TestCase("X_Y", "a\\tb")]
    [TestCase("XName", "h\\u00e9")]
    public async Task A_webhook_header_that_could_do_harm_is_refused_by_name(string name, string value)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order($"\"webhook_headers\":{{\"X-Fine\":\"1\",\"{name}\":\"{value}\"}}"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        Assert.That(answer.Fields, Is.EqualTo(new[] { $"webhook_headers.{name}" }));
    }

    [Test]
    public async Task Limits_are_inclusive()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        string Files(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"https://example.com/{i}.png\""));
        string Body(string files, string more) => $$"""{"project_id":"{{client.ProjectId}}","file_urls":[{{files}}]{{more}}}""";
        string Predictions(int bytes) => $$""","predictions":{"x":"{{new string('a', bytes - 8)}}"}""";
        string Headers(int bytes) => $$""","webhook_headers":{"X":"{{new string('a', bytes - 1)}}"}""";
        const int FiveMiB = 5 * 1024 * 1024;

        Assert.Multiple(async () =>
        {
            Assert.That((await client.PostAsync(Body(Files(50), ",\"expiration_minutes\":1440"))).Status, Is.EqualTo(HttpStatusCode.Created));
            Assert.That((await client.PostAsync(Body(Files(51), ""))).Fields, Is.EqualTo(new[] { "file_urls" }));
            Assert.That((await client.PostAsync(Body(Files(1), ",\"expiration_minutes\":1"))).Status, Is.EqualTo(HttpStatusCode.Created));
            Assert.That((await client.PostAsync(Body(Files(1), Predictions(FiveMiB)))).Status, Is.EqualTo(HttpStatusCode.Created));
            Assert.That((await client.PostAsync(Body(Files(1), Predictions(FiveMiB + 1)))).Fields, Is.EqualTo(new[] { "predictions" }));
            Assert.That((await client.PostAsync(Body(Files(1), Headers(8192)))).Status, Is.EqualTo(HttpStatusCode.Created));
            Assert.That((await client.PostAsync(Body(Files(1), Headers(8193)))).Fields, Is.EqualTo(new[] { "webhook_headers" }));
        });
    }

    [Test]
    public async Task Urls_that_may_not_be_used_are_422_and_named_at_once()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync($$"""
            {"project_id":"{{client.ProjectId}}","file_urls":["https://example.com/ok.jpeg","https://example.com/setup.exe","http://169.254.169.254/a.png"],
             "webhook_url":"http://127.0.0.1/hook"}
            """);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), answer.Text);
        Assert.That(answer.Code, Is.EqualTo("url_unusable"));
        Assert.That(answer.Fields, Is.EquivalentTo(new[] { "file_urls[1]", "file_urls[2]", "webhook_url" }));
        Assert.That(answer.FaultOf("file_urls[1]"), Does.Contain("https://example.com/setup.exe").And.Contains("url_extension"));
        Assert.That(answer.FaultOf("webhook_url"), Does.Contain("ip_blocked"));
    }

    [TestCase("https://example.com/download?id=7")]
    [TestCase("https://example.com/file.php?id=7")]
    public async Task A_url_without_a_file_name_is_left_to_Files_which_asks_its_server(string url)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order(file: url));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
    }

    [Test]
    public async Task A_file_of_ours_needs_no_extension()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order(file: $"http://hitl.test/v1/files/{Guid.CreateVersion7()}"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created), answer.Text);
    }

    [Test]
    public async Task A_file_that_cannot_be_fetched_is_422_and_leaves_nothing_behind()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(
            $$"""{"project_id":"{{client.ProjectId}}","file_urls":["https://example.com/a.png","https://example.com/missing.png"]}""");

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), answer.Text);
        Assert.That(answer.Fields, Is.EqualTo(new[] { "file_urls[1]" }));
        Assert.That(answer.FaultOf("file_urls[1]"), Does.Contain("https://example.com/missing.png").And.Contains("bad_status"));
        var list = await client.SendAsync(HttpMethod.Get, $"/v1/jobs/{client.ProjectId}");
        Assert.That(list.Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task When_files_is_down_the_answer_is_503_with_retry_after()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order(file: "https://example.com/files-are-down.png"));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), answer.Text);
        Assert.That(answer.Header("Retry-After"), Is.Not.Null);
    }

    [Test]
    public async Task An_unknown_project_and_another_accounts_project_are_the_same_404()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var stranger = app.GivenClient();
        stranger.ProjectId = client.ProjectId;
        await client.CreateAsync();

        var foreign = await stranger.PostAsync(stranger.Order());
        stranger.ProjectId = Guid.CreateVersion7();
        var unknown = await stranger.PostAsync(stranger.Order());

        Assert.That((foreign.Status, foreign.Code), Is.EqualTo((HttpStatusCode.NotFound, "project_not_found")));
        Assert.That((unknown.Status, unknown.Code), Is.EqualTo((HttpStatusCode.NotFound, "project_not_found")));
        Assert.That(foreign.Json.GetProperty("detail").GetString(), Is.EqualTo(unknown.Json.GetProperty("detail").GetString()));
    }

    [TestCase(ProjectStatus.New)]
    [TestCase(ProjectStatus.Inactive)]
    public async Task A_project_that_is_not_active_takes_no_jobs(ProjectStatus status)
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient();
        client.ProjectId = app.GivenProject(client.AccountId, status).ProjectId;

        var answer = await client.PostAsync(client.Order());

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "project_not_active")));
    }

    [Test]
    public async Task A_project_takes_jobs_as_soon_as_projects_says_active()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient();
        client.ProjectId = app.GivenProject(client.AccountId, ProjectStatus.New, version: 1).ProjectId;
        Assert.That((await client.PostAsync(client.Order())).Status, Is.EqualTo(HttpStatusCode.Conflict));

        app.GivenProject(client.AccountId, ProjectStatus.Active, client.ProjectId, version: 2);

        Assert.That((await client.PostAsync(client.Order())).Status, Is.EqualTo(HttpStatusCode.Created), "without waiting for the event");
    }

    [Test]
    public async Task Once_it_is_known_an_active_project_is_not_asked_for_again()
    {
        await using var app = await JobsApp.StartAsync();
        var client = app.GivenClientWithProject();

        for (var i = 0; i < 5; i++) await client.CreateAsync();

        Assert.That(app.Others.ProjectQuestions, Is.EqualTo(1));
    }
}
