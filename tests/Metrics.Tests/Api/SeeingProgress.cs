using System.Net;
using System.Text.Json.Nodes;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Metrics.Tests.Api;

/// <summary>What administrators see of the projects of any account. Now is the 15th of July, noon.</summary>
internal sealed class SeeingProgress
{
    private MetricsApp _app = null!;
    private Guid _account;
    private Guid _project;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await MetricsApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [SetUp]
    public async Task GivenProjectAsync()
    {
        _account = Guid.CreateVersion7();
        _project = await _app.GivenProjectAsync(_account);
    }

    [Test]
    public async Task The_statuses_add_up_and_the_open_jobs_end_at_the_recent_pace()
    {
        var monthAgo = MetricsApp.Now.AddDays(-30);
        await DoneAsync(monthAgo, 10);
        // 13 done in the six and a half days since the 9th began: two a day.
        await DoneAsync(MetricsApp.Now.AddDays(-2), 13);
        var (left, begun, stopped) = (Job(monthAgo), Job(monthAgo), Job(monthAgo));
        await _app.CountAsync(left.Create(), Job(monthAgo).Create(), Job(monthAgo).Create());
        await _app.CountAsync(begun.Create(), begun.Start(MetricsApp.Now));
        await _app.CountAsync(stopped.Create(), stopped.Fail(MetricsApp.Now));

        var progress = await ProgressAsync();

        Assert.That(
            Counts(progress), Is.EqualTo((28L, 3L, 1L, 23L, 1L, 0L, 0L)));
        Assert.That((double)progress["done_a_day"]!, Is.EqualTo(2).Within(1e-9));
        Assert.That((DateTimeOffset)progress["estimated_end_date"]!, Is.EqualTo(MetricsApp.Now.AddDays(2)));
        Assert.That((DateTimeOffset)progress["data_date"]!, Is.EqualTo(MetricsApp.Now));
    }

    [Test]
    public async Task Without_a_recent_pace_nobody_knows_when_it_ends()
    {
        await DoneAsync(MetricsApp.Now.AddDays(-30), 10);
        await _app.CountAsync(Job(MetricsApp.Now).Create());

        Assert.That((await ProgressAsync())["estimated_end_date"], Is.Null);
    }

    [Test]
    public async Task Where_nothing_is_open_there_is_no_end_to_wait_for()
    {
        await DoneAsync(MetricsApp.Now, 3);

        Assert.That((await ProgressAsync())["estimated_end_date"], Is.Null);
    }

    [Test]
    public async Task The_first_day_of_a_project_counts_as_a_whole_one()
    {
        await DoneAsync(MetricsApp.Now.AddMinutes(-1), 3);

        Assert.That((double)(await ProgressAsync())["done_a_day"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_project_without_jobs_has_zeros()
    {
        Assert.That(Counts(await ProgressAsync()), Is.EqualTo((0L, 0L, 0L, 0L, 0L, 0L, 0L)));
    }

    [Test]
    public async Task Progress_of_a_project_that_is_not_heard_of_yet_is_left_out()
    {
        var list = (await MetricsApp.ReadAsync(await _app.AdministrateAsync($"/progress?project_ids={_project},{Guid.CreateVersion7()}"))).AsArray();

        Assert.That(list.Select(one => (Guid)one!["project_id"]!), Is.EqualTo(new[] { _project }));
    }

    [Test]
    public async Task Metrics_of_projects_of_any_account_are_those_that_their_accounts_see()
    {
        await DoneAsync(MetricsApp.Now.AddDays(-2), 3);
        var stranger = Guid.CreateVersion7();
        var other = await _app.GivenProjectAsync(stranger, "dogs");
        await _app.CountAsync(new TestJob(stranger, other, MetricsApp.Now).Create());

        var list = (await MetricsApp.ReadAsync(await _app.AdministrateAsync($"?period_group_level=day&project_ids={_project},{other}"))).AsArray();

        Assert.That(list, Has.Count.EqualTo(2));
        Assert.That(list[0]!.ToJsonString(), Is.EqualTo((await _app.MetricsAsync(_account, "?period_group_level=day")).ToJsonString()));
        Assert.That(list[1]!.ToJsonString(), Is.EqualTo((await _app.MetricsAsync(stranger, "?period_group_level=day")).ToJsonString()));
    }

    [Test]
    public async Task Metrics_of_an_unknown_project_are_404()
    {
        var problem = await MetricsApp.ReadAsync(await _app.AdministrateAsync($"?project_ids={Guid.CreateVersion7()}"), HttpStatusCode.NotFound);

        Assert.That((string?)problem["code"], Is.EqualTo("project_not_found"));
    }

    [TestCase("")]
    [TestCase("?project_ids=")]
    [TestCase("/progress")]
    [TestCase("/progress?project_ids=,")]
    public async Task Projects_must_be_named(string path)
    {
        var problem = await MetricsApp.ReadAsync(await _app.AdministrateAsync(path), HttpStatusCode.BadRequest);

        Assert.That(problem["errors"]!.AsObject().Single().Key, Is.EqualTo("project_ids"));
    }

    [TestCase("")]
    [TestCase("/progress")]
    public async Task Nobody_but_an_administrator_is_let_in(string path)
    {
        var url = $"/v1/admin/metrics{path}?project_ids={_project}";
        var owner = new Caller { AccountId = _account, KeyId = Guid.CreateVersion7() };

        Assert.That((await _app.Host.ClientFor(owner).GetAsync(url)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _app.Host.ClientFor(null).GetAsync(url)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private TestJob Job(DateTimeOffset createdAt) => new(_account, _project, createdAt);

    private async Task DoneAsync(DateTimeOffset at, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var job = Job(at);
            await _app.CountAsync(job.Create(), job.Start(at), job.Complete(at.AddSeconds(30)));
        }
    }

    private async Task<JsonNode> ProgressAsync() =>
        (await MetricsApp.ReadAsync(await _app.AdministrateAsync($"/progress?project_ids={_project}"))).AsArray().Single()!;

    private static (long All, long New, long Progress, long Done, long Error, long Canceled, long Expired) Counts(JsonNode progress) => (
        (long)progress["jobs_all"]!, (long)progress["jobs_new"]!, (long)progress["jobs_progress"]!, (long)progress["jobs_done"]!,
        (long)progress["jobs_error"]!, (long)progress["jobs_canceled"]!, (long)progress["jobs_expired"]!);
}
