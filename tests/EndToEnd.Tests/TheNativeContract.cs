using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.TestKit.Driving;
using static Hitl.EndToEnd.Tests.SystemFixture;

namespace Hitl.EndToEnd.Tests;

/// <summary>Walks through <c>humans-in-the-loop.md</c> (v1.1.23), section by section, with the requests that it prints.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TheNativeContract
{
    private static readonly string[] JobFields =
        ["project_id", "job_id", "create_date", "start_date", "finish_date", "status", "annotations", "image"];

    [Test]
    public async Task Authentication_takes_the_key_as_a_header_and_refuses_any_other()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var without = Whole.Client(null);
        using var wrong = Whole.Client("YOUR_API_KEY");

        (await customer.Http.GetAnswerAsync("/v1/projects")).Expect(200);
        var missing = (await without.GetAnswerAsync("/v1/projects")).Expect(401);
        Assert.That(missing.Headers, Contains.Key("WWW-Authenticate"));
        (await wrong.GetAnswerAsync("/v1/projects")).Expect(401);
    }

    [Test]
    public async Task Health_Check_says_UP_and_checks_the_key()
    {
        using var customer = await Admin.CreateAccountAsync();
        using var wrong = Whole.Client("hitl_live_0000000000000000000000000000000000aa");

        var health = (await customer.Http.GetAnswerAsync("/v1/health")).Expect(200);
        Assert.That(health.Json.GetProperty("status").GetString(), Is.EqualTo("UP"));
        (await wrong.GetAnswerAsync("/v1/health")).Expect(401);
    }

    [TestCase("instructions.pdf")]
    [TestCase("instructions.PNG")]
    [TestCase("instructions.jpg")]
    [TestCase("instructions.jpeg")]
    public async Task Project_Create_downloads_the_instructions_and_answers_the_id(string file)
    {
        using var customer = await Admin.CreateAccountAsync();
        var created = await customer.Http.PostAnswerAsync("/v1/projects", new { name = "test_project", instructions_file_url = Site.FileUrl(file) });

        var id = created.Expect(201).Json.GetProperty("id").GetString();
        var project = (await customer.Http.GetAnswerAsync($"/v1/projects/{id}")).Expect(200).Json;
        Assert.That(project.GetProperty("status").GetString(), Is.EqualTo("new"));
        var instructions = await customer.Http.GetByteArrayAsync(new Uri(project.GetProperty("instructions_file").GetString()!));
        Assert.That(instructions, Is.EqualTo(CustomerSite.ContentOf(file)));
    }

    [Test]
    public async Task Project_Create_names_every_argument_that_is_missing()
    {
        using var customer = await Admin.CreateAccountAsync();
        var refused = (await customer.Http.PostAnswerAsync("/v1/projects", new { })).Expect(400);

        Assert.That(refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name), Is.EquivalentTo(new[] { "name", "instructions_file_url" }));
    }

    [Test]
    public async Task Project_Status_goes_from_new_to_active_to_inactive()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateProjectAsync(Site.FileUrl("instructions.pdf"));
        var seen = new List<string?> { await StatusAsync() };
        await Admin.ActivateAsync(project);
        seen.Add(await StatusAsync());
        (await Admin.Http.PostAnswerAsync($"/v1/admin/projects/{project}/deactivate", new { reason = "done" })).Expect(200);
        seen.Add(await StatusAsync());

        Assert.That(seen, Is.EqualTo(new[] { "new", "active", "inactive" }));

        async Task<string?> StatusAsync() => (await customer.Http.GetAnswerAsync($"/v1/projects/{project}")).Expect(200).Json.GetProperty("status").GetString();
    }

    [Test]
    public async Task Job_Create_is_refused_while_the_project_is_new()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateProjectAsync(Site.FileUrl("instructions.pdf"));
        var refused = await customer.Http.PostAnswerAsync("/v1/jobs", new { project_id = project, file_urls = new[] { Site.FileUrl("file_1.png") } });

        Assert.That(refused.Expect(409).Code, Is.EqualTo("project_not_active"));
    }

    [Test]
    public async Task Job_Create_takes_every_argument_at_once_also_right_after_activation()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var job = await customer.CreateJobAsync(new
        {
            project_id = project,
            file_urls = new[] { Site.FileUrl("file_1.png"), Site.FileUrl("file_2.png"), Site.FileUrl("file_3.pdf"), Site.FileUrl("file_4.jpeg") },
            predictions = new { polygons = new[] { new { points = new[] { 1.5, 2.25 } } } },
            webhook_url = Site.HookUrl("unused"),
            webhook_headers = new Dictionary<string, string> { ["Authorization"] = "Bearer theirs" },
            expiration_minutes = 60,
        });

        var status = await customer.GetJobAsync(project, job);
        Assert.That(status.EnumerateObject().Select(field => field.Name), Is.SupersetOf(JobFields));
        Assert.That(status.GetProperty("project_id").GetString(), Is.EqualTo(project));
        Assert.That(status.GetProperty("job_id").GetString(), Is.EqualTo(job));
        Assert.That(status.GetProperty("status").GetString(), Is.EqualTo("new"));
        Assert.That(status.GetProperty("create_date").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        foreach (var absent in new[] { "start_date", "finish_date", "annotations" })
            Assert.That(status.GetProperty(absent).ValueKind, Is.EqualTo(JsonValueKind.Null), absent);
        Assert.That(status.TryGetProperty("error", out _), Is.False);
        Assert.That(status.GetProperty("files").GetArrayLength(), Is.EqualTo(4));
    }

    [Test]
    public async Task Job_Create_names_every_argument_that_is_wrong()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var refused = (await customer.Http.PostAnswerAsync("/v1/jobs", new
        {
            project_id = project,
            file_urls = new[] { "ftp://example.test/a.png", Site.FileUrl("a.png"), "/etc/passwd" },
            predictions = new[] { 1 },
            webhook_url = "not a url",
            webhook_headers = new Dictionary<string, string> { ["Host"] = "evil.test" },
            expiration_minutes = 1441,
        })).Expect(400);

        var fields = refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.That(fields, Is.EquivalentTo(new[] { "file_urls[0]", "file_urls[2]", "predictions", "webhook_url", "webhook_headers.Host", "expiration_minutes" }));
    }

    [Test]
    public async Task Job_Create_names_the_file_that_cannot_be_used()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var refused = await customer.Http.PostAnswerAsync("/v1/jobs", new { project_id = project, file_urls = new[] { Site.FileUrl("a.png"), Site.FileUrl("a.gif") } });

        Assert.That(refused.Expect(422).Json.GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo("file_urls[1]"));
    }

    [Test]
    public async Task Job_Create_takes_a_file_of_an_earlier_job_by_its_url()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var first = await customer.GetJobAsync(project, await customer.CreateJobAsync(project, Site));
        var image = first.GetProperty("image").GetString()!;

        var second = await customer.CreateJobAsync(new { project_id = project, file_urls = new[] { image } });
        Assert.That((await customer.GetJobAsync(project, second)).GetProperty("image").GetString(), Is.EqualTo(image));
    }

    [TestCase("http://10.0.0.1/a.png")]
    [TestCase("http://169.254.169.254/latest/meta-data/a.png")]
    public async Task Job_Create_never_reaches_a_private_address(string url)
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var refused = await customer.Http.PostAnswerAsync("/v1/jobs", new { project_id = project, file_urls = new[] { Site.FileUrl("a.png"), url } });

        Assert.That(refused.Expect(422).Json.GetProperty("errors").GetProperty("file_urls[1]")[0].GetString(), Does.Contain(url));
    }

    [Test]
    public async Task Job_Status_shows_the_image_which_needs_a_key()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var job = await customer.CreateJobAsync(project, Site);
        var image = (await customer.GetJobAsync(project, job)).GetProperty("image").GetString()!;
        using var stranger = Whole.Client(null);

        var bytes = await customer.Http.GetByteArrayAsync(new Uri(image));
        Assert.That(SHA256.HashData(bytes), Is.EqualTo(SHA256.HashData(CustomerSite.ContentOf("image.png"))));
        Assert.That((await stranger.GetAsync(new Uri(image))).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Job_Cancel_answers_a_list_with_the_job_and_only_works_once()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var job = await customer.CreateJobAsync(project, Site);

        var canceled = (await customer.Http.AnswerAsync(HttpMethod.Delete, $"/v1/jobs/{project}/{job}")).Expect(200).Json;
        Assert.That(canceled.GetArrayLength(), Is.EqualTo(1));
        Assert.That(canceled[0].GetProperty("job_id").GetString(), Is.EqualTo(job));
        Assert.That(canceled[0].GetProperty("status").GetString(), Is.EqualTo("canceled"));
        (await customer.Http.AnswerAsync(HttpMethod.Delete, $"/v1/jobs/{project}/{job}")).Expect(409);
    }

    [Test]
    public async Task Bulk_Jobs_Status_lists_every_job_newest_first()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        var jobs = new List<string>();
        for (var i = 0; i < 5; i++) jobs.Add(await customer.CreateJobAsync(project, Site));
        jobs.Reverse();

        var list = (await customer.Http.GetAnswerAsync($"/v1/jobs/{project}")).Expect(200).Json;
        Assert.That(list.EnumerateArray().Select(job => job.GetProperty("job_id").GetString()), Is.EqualTo(jobs));

        var page = (await customer.Http.GetAnswerAsync($"/v1/jobs/{project}?limit=2")).Expect(200);
        Assert.That(page.Json.GetArrayLength(), Is.EqualTo(2));
        var next = page.Headers["Link"].Split('<', '>')[1];
        var second = (await customer.Http.GetAnswerAsync(new Uri(next).PathAndQuery)).Expect(200);
        Assert.That(second.Json.EnumerateArray().Select(job => job.GetProperty("job_id").GetString()), Is.EqualTo(jobs.Skip(2).Take(2)));
    }

    [Test]
    public async Task Metrics_have_every_field_and_count_every_job()
    {
        using var customer = await Admin.CreateAccountAsync();
        var project = await customer.CreateActiveProjectAsync(Admin, Site);
        for (var i = 0; i < 3; i++) await customer.CreateJobAsync(project, Site);
        string[] counted = ["jobs_all", "jobs_new"];

        var metrics = await Eventually.GetAsync(
            async () => (await customer.Http.GetAnswerAsync($"/v1/metrics?period_group_level=week&project_ids={project}")).Expect(200).Json,
            seen => seen.GetArrayLength() == 1 && counted.All(field => Sum(seen[0], field) == 3),
            "three new jobs are counted");
        Assert.That(metrics[0].EnumerateObject().Select(field => field.Name), Is.SupersetOf(
            new[] { "project_id", "project_name", "period_start_date", "period_end_date", "period_group_level", "metrics" }));
        Assert.That(metrics[0].GetProperty("metrics")[0].EnumerateObject().Select(field => field.Name), Is.SupersetOf(new[]
        {
            "period_group_start", "jobs_all", "jobs_done", "jobs_new", "jobs_progress", "jobs_error", "jobs_expired", "jobs_canceled",
            "min_seconds_to_finish_job", "min_job_lifespan_seconds", "max_seconds_to_finish_job", "max_job_lifespan_seconds",
            "avg_seconds_to_finish_job", "avg_job_lifespan_seconds",
        }));
    }

    [Test]
    public async Task Static_Egress_IP_is_plain_text()
    {
        using var customer = await Admin.CreateAccountAsync();
        var ip = (await customer.Http.GetAnswerAsync("/v1/ip")).Expect(200);

        Assert.That((ip.Text, ip.Headers["Content-Type"].Split(';')[0]), Is.EqualTo(("203.0.113.7", "text/plain")));
    }

    private static int Sum(JsonElement project, string field) =>
        project.GetProperty("metrics").EnumerateArray().Sum(group => group.GetProperty(field).GetInt32());
}
