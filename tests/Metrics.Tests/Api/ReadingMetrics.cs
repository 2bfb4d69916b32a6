using System.Net;
using System.Text.Json.Nodes;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Metrics.Tests.Api;

[Parallelizable(ParallelScope.All)]
internal sealed class ReadingMetrics
{
    private static readonly DateTimeOffset Monday = new(2026, 7, 6, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Sums =
    [
        "jobs_all", "jobs_done", "jobs_new", "jobs_progress", "jobs_error", "jobs_expired", "jobs_canceled",
        "min_seconds_to_finish_job", "min_job_lifespan_seconds", "max_seconds_to_finish_job", "max_job_lifespan_seconds",
        "avg_seconds_to_finish_job", "avg_job_lifespan_seconds",
    ];

    private MetricsApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await MetricsApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public async Task An_answer_has_exactly_the_contracts_fields()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account, "cats");
        var job = new TestJob(account, project, Monday);
        await _app.CountAsync(job.Create(), job.Start(Monday.AddSeconds(10)), job.Complete(Monday.AddSeconds(25)));

        var metrics = await _app.MetricsAsync(account);

        var expected = JsonNode.Parse($$"""
            {
              "project_id": "{{project}}", "project_name": "cats",
              "period_start_date": "2026-07-06", "period_end_date": "2026-07-16", "period_group_level": "month",
              "metrics": [{
                "period_group_start": "2026-07-01",
                "jobs_all": 1, "jobs_done": 1, "jobs_new": 0, "jobs_progress": 0, "jobs_error": 0, "jobs_expired": 0, "jobs_canceled": 0,
                "min_seconds_to_finish_job": 15, "min_job_lifespan_seconds": 25, "max_seconds_to_finish_job": 15,
                "max_job_lifespan_seconds": 25, "avg_seconds_to_finish_job": 15, "avg_job_lifespan_seconds": 25
              }]
            }
            """);
        Assert.That(metrics.ToJsonString(), Is.EqualTo(expected!.ToJsonString()));
    }

    [Test]
    public async Task Each_status_is_counted_under_its_own_name()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        TestJob Job() => new(account, project, Monday);
        await _app.CountAsync(Job().Create(), Job().Create(), Job().Start(Monday));
        foreach (var _ in Enumerable.Range(0, 3)) await _app.CountAsync(Job().Fail(Monday));
        foreach (var _ in Enumerable.Range(0, 4)) await _app.CountAsync(Job().Expire(Monday));
        foreach (var _ in Enumerable.Range(0, 5)) await _app.CountAsync(Job().Cancel(Monday));
        foreach (var _ in Enumerable.Range(0, 6)) await _app.CountAsync(Job().Complete(Monday));

        Assert.That(Values(Groups(await _app.MetricsAsync(account)).Single())[..7], Is.EqualTo(new[] { 21, 6, 2, 1, 3, 4, 5 }));
    }

    [Test]
    public async Task A_job_that_is_done_though_nobody_started_it_stands_in_the_lifespans_alone()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        TestJob Job() => new(account, project, Monday);
        var (fallenBack, answered) = (Job(), Job());
        await _app.CountAsync(fallenBack.Create(), fallenBack.Complete(Monday.AddSeconds(60)));
        var alone = Groups(await _app.MetricsAsync(account)).Single();
        Assert.That(Values(alone), Is.EqualTo(new[] { 1, 1, 0, 0, 0, 0, 0, 0, 60, 0, 60, 0, 60 }));

        await _app.CountAsync(answered.Create(), answered.Start(Monday.AddSeconds(5)), answered.Complete(Monday.AddSeconds(20)));

        Assert.That(
            Values(Groups(await _app.MetricsAsync(account)).Single()),
            Is.EqualTo(new[] { 2, 2, 0, 0, 0, 0, 0, 15, 20, 15, 60, 15, 40 }));
    }

    [Test]
    public async Task A_test_keys_jobs_count_like_any()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        await _app.CountAsync(new TestJob(account, project, Monday, isTest: true).Create());

        Assert.That(Values(Groups(await _app.MetricsAsync(account)).Single())[0], Is.EqualTo(1));
    }

    [TestCase("day", new[] { "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05" }, new[] { 1, 1, 0, 0, 1, 1 })]
    [TestCase("week", new[] { "2025-12-29", "2026-01-05" }, new[] { 3, 1 })]
    [TestCase("month", new[] { "2025-12-01", "2026-01-01" }, new[] { 1, 3 })]
    [TestCase("year", new[] { "2025-01-01", "2026-01-01" }, new[] { 1, 3 })]
    public async Task Groups_break_at_the_calendars_borders_in_UTC(string level, string[] starts, int[] counts)
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        foreach (var created in new[] { "2026-01-01T08:59:59.999999+09:00", "2026-01-01T00:00:00Z", "2026-01-04T23:59:59.999999Z", "2026-01-05T00:00:00Z" })
            await _app.CountAsync(new TestJob(account, project, Instant(created)).Create());

        var groups = Groups(await _app.MetricsAsync(account, $"?period_group_level={level}&period_end_date=2026-01-06"));

        Assert.That(groups.Select(group => (string?)group["period_group_start"]), Is.EqualTo(starts));
        Assert.That(groups.Select(group => (int)group["jobs_all"]!), Is.EqualTo(counts));
    }

    [Test]
    public async Task The_period_includes_its_start_and_excludes_its_end()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        foreach (var day in Enumerable.Range(0, 4)) await _app.CountAsync(new TestJob(account, project, Monday.AddDays(day)).Create());

        var metrics = await _app.MetricsAsync(account, "?period_start_date=2026-07-07&period_end_date=2026-07-09");

        Assert.That((string?)metrics["period_start_date"], Is.EqualTo("2026-07-07"));
        Assert.That((string?)metrics["period_end_date"], Is.EqualTo("2026-07-09"));
        Assert.That(Groups(metrics).Sum(group => (int)group["jobs_all"]!), Is.EqualTo(2));
    }

    [Test]
    public async Task A_job_counts_on_the_day_of_its_start()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        var job = new TestJob(account, project, Monday);
        await _app.CountAsync(job.Create(), job.Start(Monday.AddDays(2)));

        var groups = Groups(await _app.MetricsAsync(account, "?period_group_level=day&period_start_date=2026-07-06&period_end_date=2026-07-09"));

        Assert.That(groups.Select(group => (int)group["jobs_progress"]!), Is.EqualTo(new[] { 0, 0, 1 }));
    }

    [Test]
    public async Task The_mean_spans_days_and_is_rounded_once()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        foreach (var (day, milliseconds) in new[] { (0, 400), (0, 400), (1, 400), (2, 800) })
        {
            var job = new TestJob(account, project, Monday.AddDays(day).AddSeconds(-100));
            await _app.CountAsync(job.Create(), job.Start(Monday.AddDays(day)), job.Complete(Monday.AddDays(day).AddMilliseconds(milliseconds)));
        }

        // To finish: 0.4, 0.4, 0.4 and 0.8 s, so 0.5 s in the mean; 100 s more is the lifespan.
        Assert.That(Values(Groups(await _app.MetricsAsync(account)).Single())[7..], Is.EqualTo(new[] { 0, 100, 1, 101, 1, 101 }));
    }

    [Test]
    public async Task A_group_without_a_done_job_has_zeros()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        var job = new TestJob(account, project, Monday);
        await _app.CountAsync(job.Create(), job.Start(Monday.AddSeconds(5)), job.Fail(Monday.AddSeconds(50)));

        Assert.That(Values(Groups(await _app.MetricsAsync(account)).Single())[7..], Is.All.Zero);
    }

    [Test]
    public async Task A_project_without_jobs_has_one_group_of_zeros_for_today()
    {
        var account = Guid.CreateVersion7();
        await _app.GivenProjectAsync(account);

        var metrics = await _app.MetricsAsync(account, "?period_group_level=day");

        Assert.That((string?)metrics["period_start_date"], Is.EqualTo("2026-07-15"));
        Assert.That(Values(Groups(metrics).Single()), Is.All.Zero);
    }

    [Test]
    public async Task Projects_stand_in_the_order_of_their_creation_and_ids_select_among_them()
    {
        var account = Guid.CreateVersion7();
        var (cats, dogs, birds) = (await _app.GivenProjectAsync(account), await _app.GivenProjectAsync(account), await _app.GivenProjectAsync(account));
        await _app.CountAsync(new TestJob(account, cats, Monday).Create(), new TestJob(account, birds, Monday.AddDays(-3)).Create());

        Assert.That(await IdsAsync(account, ""), Is.EqualTo(new[] { cats, dogs, birds }));
        Assert.That(await IdsAsync(account, $"?project_ids={birds},{cats},{birds}"), Is.EqualTo(new[] { cats, birds }));
        Assert.That(await IdsAsync(account, $"?project_ids={dogs}&project_ids={cats}"), Is.EqualTo(new[] { cats, dogs }));
        Assert.That(await IdsAsync(account, "?project_ids="), Is.Empty);
    }

    [Test]
    public async Task Each_project_has_a_period_and_sums_of_its_own()
    {
        var account = Guid.CreateVersion7();
        var (cats, dogs) = (await _app.GivenProjectAsync(account), await _app.GivenProjectAsync(account));
        await _app.CountAsync(new TestJob(account, cats, Monday).Create());
        await _app.CountAsync(new TestJob(account, dogs, Monday.AddDays(-7)).Create(), new TestJob(account, dogs, Monday).Create());

        var list = (await MetricsApp.ReadAsync(await _app.GetAsync(account, "?period_group_level=week"))).AsArray();

        Assert.That(list.Select(project => (string?)project!["period_start_date"]), Is.EqualTo(new[] { "2026-07-06", "2026-06-29" }));
        Assert.That(Groups(list[0]!).Select(group => (int)group["jobs_new"]!), Is.EqualTo(new[] { 1, 0 }));
        Assert.That(Groups(list[1]!).Select(group => (int)group["jobs_new"]!), Is.EqualTo(new[] { 1, 1, 0 }));
    }

    [Test]
    public async Task An_account_without_projects_gets_an_empty_list() => Assert.That(await IdsAsync(Guid.CreateVersion7(), ""), Is.Empty);

    [Test]
    public async Task Another_accounts_project_is_as_unknown_as_one_that_never_was()
    {
        var account = Guid.CreateVersion7();
        var mine = await _app.GivenProjectAsync(account);
        var foreign = await _app.GivenProjectAsync(Guid.CreateVersion7());
        await _app.CountAsync(new TestJob(Guid.CreateVersion7(), foreign, Monday).Create());

        Assert.That(await IdsAsync(account, ""), Is.EqualTo(new[] { mine }));
        foreach (var id in new[] { foreign.ToString(), Guid.CreateVersion7().ToString(), "no-id" })
        {
            var problem = await MetricsApp.ReadAsync(await _app.GetAsync(account, $"?project_ids={mine},{id}"), HttpStatusCode.NotFound);
            Assert.That((string?)problem["code"], Is.EqualTo("project_not_found"));
            Assert.That((string?)problem["detail"], Does.Contain(id));
        }
    }

    [TestCase("?period_start_date=yesterday", "period_start_date")]
    [TestCase("?period_start_date=", "period_start_date")]
    [TestCase("?period_start_date=2026-02-30", "period_start_date")]
    [TestCase("?period_start_date=2026-7-1", "period_start_date")]
    [TestCase("?period_start_date=2026-07-01&period_start_date=2026-07-02", "period_start_date")]
    [TestCase("?period_end_date=01.07.2026", "period_end_date")]
    [TestCase("?period_end_date=2026-07-01T00:00:00Z", "period_end_date")]
    [TestCase("?period_start_date=2026-07-02&period_end_date=2026-07-01", "period_start_date")]
    [TestCase("?period_group_level=hour", "period_group_level")]
    [TestCase("?period_group_level=", "period_group_level")]
    [TestCase("?period_group_level=day&period_start_date=0001-01-01", "period_group_level")]
    [TestCase("?period_group_level=day&period_end_date=9999-12-31", "period_group_level")]
    [TestCase("?period_group_level=hour&period_start_date=x&period_end_date=y", "period_group_level,period_start_date,period_end_date")]
    public async Task A_parameter_that_cannot_be_meant_is_400_and_named(string query, string fields)
    {
        var account = Guid.CreateVersion7();
        await _app.GivenProjectAsync(account);

        var problem = await MetricsApp.ReadAsync(await _app.GetAsync(account, query), HttpStatusCode.BadRequest);

        Assert.That((string?)problem["code"], Is.EqualTo("invalid_request"));
        Assert.That(problem["errors"]!.AsObject().Select(field => field.Key), Is.EquivalentTo(fields.Split(',')));
    }

    [Test]
    public async Task A_period_of_no_day_has_no_group()
    {
        var account = Guid.CreateVersion7();
        await _app.GivenProjectAsync(account);

        Assert.That(Groups(await _app.MetricsAsync(account, "?period_start_date=2026-07-01&period_end_date=2026-07-01")), Is.Empty);
    }

    [Test]
    public async Task The_calendars_ends_are_dates_like_any()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account);
        await _app.CountAsync(new TestJob(account, project, Monday).Create());

        var groups = Groups(await _app.MetricsAsync(account, "?period_group_level=year&period_start_date=0001-01-01&period_end_date=9999-12-31"));

        Assert.That(groups, Has.Count.EqualTo(9999));
        Assert.That(groups.Sum(group => (int)group["jobs_all"]!), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_but_an_account_is_let_in()
    {
        Assert.That((await _app.Host.ClientFor(null).GetAsync("/v1/metrics")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        var admin = new Caller { KeyId = Guid.CreateVersion7(), IsAdmin = true };
        Assert.That((await _app.Host.ClientFor(admin).GetAsync("/v1/metrics")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private async Task<IEnumerable<Guid>> IdsAsync(Guid account, string query) =>
        (await MetricsApp.ReadAsync(await _app.GetAsync(account, query))).AsArray().Select(project => (Guid)project!["project_id"]!);

    private static List<JsonNode> Groups(JsonNode project) => [.. project["metrics"]!.AsArray().Select(group => group!)];

    private static int[] Values(JsonNode group) => [.. Sums.Select(name => (int)group[name]!)];

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime();
}
