using FsCheck;
using FsCheck.Fluent;
using Hitl.Contracts.Jobs;
using Hitl.TestKit;

namespace Hitl.Metrics.Tests.Messaging;

[Parallelizable(ParallelScope.All)]
internal sealed class CountingJobs
{
    private static readonly DateTimeOffset Monday = new(2026, 7, 6, 9, 0, 0, TimeSpan.Zero);
    private MetricsApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await MetricsApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [Test]
    public void The_sums_equal_a_recount_after_every_batch_of_any_history() =>
        Prop.ForAll(History.Any, history => SumsEqualRecountAsync(history).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithQuietOnSuccess(true));

    [Test]
    public async Task The_sums_equal_a_recount_when_many_consumers_count_at_once()
    {
        var (account, projects) = (Guid.CreateVersion7(), new[] { Guid.CreateVersion7(), Guid.CreateVersion7() });
        var lives = JobLife.Any.Sample(120, 12);
        var batches = new History([.. lives], 7).Batches(account, projects);

        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (batch, _) => await _app.CountAsync(batch));

        Assert.That(await Recount.KeptAsync(_app.Host.Database, projects), Is.EquivalentTo(Recount.Of(batches.SelectMany(batch => batch))));
    }

    [Test]
    public async Task Every_event_of_the_bus_is_counted_once_though_it_arrives_twice()
    {
        var (account, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var events = OneJobOfEachEnd(account, project).ToList();
        await _app.Host.PublishAsync(MetricsApp.ProjectOf(account, "cats", project, 1));
        foreach (var fact in Enumerable.Reverse(events))
        {
            var messageId = Guid.CreateVersion7();
            await _app.Host.PublishAsync(fact, messageId);
            await _app.Host.PublishAsync(fact, messageId);
        }

        await Eventually.AssertAsync(
            async () => Same(await Recount.KeptAsync(_app.Host.Database, [project]), Recount.Of(events)), "the sums equal the recount");
        var metrics = await _app.MetricsAsync(account);
        Assert.That((int)metrics["metrics"]![0]!["jobs_all"]!, Is.EqualTo(6));
    }

    [Test]
    public async Task An_older_version_that_comes_late_changes_nothing()
    {
        var (account, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var job = new TestJob(account, project, Monday);
        var (created, started) = (job.Create(), job.Start(Monday.AddDays(1)));

        await _app.CountAsync(started);
        await _app.CountAsync(created);

        Assert.That(await Recount.KeptAsync(_app.Host.Database, [project]), Is.EqualTo(Recount.Of([started])));
    }

    [Test]
    public async Task A_job_moves_to_the_day_of_its_start_and_back_when_it_is_requeued()
    {
        var (account, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var job = new TestJob(account, project, Monday);
        var monday = DateOnly.FromDateTime(Monday.UtcDateTime);

        await _app.CountAsync(job.Create());
        Assert.That((await DaysAsync(project)).Single(), Is.EqualTo(monday));
        await _app.CountAsync(job.Start(Monday.AddDays(2)));
        Assert.That((await DaysAsync(project)).Single(), Is.EqualTo(monday.AddDays(2)));
        await _app.CountAsync(job.Fail(Monday.AddDays(3)));
        Assert.That((await DaysAsync(project)).Single(), Is.EqualTo(monday.AddDays(2)));
        await _app.CountAsync(job.Requeue(Monday.AddDays(4)));
        Assert.That((await DaysAsync(project)).Single(), Is.EqualTo(monday));
    }

    [Test]
    public async Task The_shortest_and_longest_are_found_again_when_a_done_job_leaves_its_day()
    {
        var (account, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var jobs = new[] { 10, 20, 30 }.Select(seconds => (Job: new TestJob(account, project, Monday), Seconds: seconds)).ToList();
        foreach (var (job, seconds) in jobs)
            await _app.CountAsync(job.Create(), job.Start(Monday), job.Complete(Monday.AddSeconds(seconds)));

        await _app.CountAsync(jobs[0].Job.Requeue(Monday.AddHours(1)));
        await _app.CountAsync(jobs[2].Job.Requeue(Monday.AddHours(1)));

        var day = (await Recount.KeptAsync(_app.Host.Database, [project])).Single();
        Assert.That((day.MinToFinish, day.MaxToFinish), Is.EqualTo((20_000_000, 20_000_000)));
    }

    [Test]
    public async Task Ids_of_one_project_seen_before_its_project_are_shown_once_it_is_known()
    {
        var (account, project) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _app.CountAsync(new TestJob(account, project, Monday).Create());
        Assert.That((await MetricsApp.ReadAsync(await _app.GetAsync(account, ""))).AsArray(), Is.Empty);

        await _app.GivenProjectAsync(account, "late", project);

        Assert.That((int)(await _app.MetricsAsync(account))["metrics"]![0]!["jobs_new"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task A_project_keeps_its_newest_name()
    {
        var account = Guid.CreateVersion7();
        var project = await _app.GivenProjectAsync(account, "new name", version: 3);
        await _app.GivenProjectAsync(account, "old name", project, version: 2);

        Assert.That((string?)(await _app.MetricsAsync(account))["project_name"], Is.EqualTo("new name"));
    }

    private async Task<bool> SumsEqualRecountAsync(History history)
    {
        var (account, projects) = (Guid.CreateVersion7(), new[] { Guid.CreateVersion7(), Guid.CreateVersion7() });
        var arrived = new List<JobEvent>();
        foreach (var batch in history.Batches(account, projects))
        {
            await _app.CountAsync(batch);
            arrived.AddRange(batch);
            if (!Same(await Recount.KeptAsync(_app.Host.Database, projects), Recount.Of(arrived))) return false;
        }

        var used = await _app.Host.Database.ScalarAsync<long>(
            "SELECT coalesce(sum(live_jobs), 0) FROM usage WHERE account_id = @account", new { account });
        return used == history.Lives.Count(life => !life.IsTest);
    }

    private async Task<IEnumerable<DateOnly>> DaysAsync(Guid project) =>
        (await Recount.KeptAsync(_app.Host.Database, [project])).Select(day => day.Date);

    private static bool Same(IEnumerable<Day> kept, IEnumerable<Day> counted) => kept.ToHashSet().SetEquals(counted);

    private static IEnumerable<JobEvent> OneJobOfEachEnd(Guid account, Guid project)
    {
        TestJob NewJob() => new(account, project, Monday);
        yield return NewJob().Create();
        var (started, done, failed, canceled, expired) = (NewJob(), NewJob(), NewJob(), NewJob(), NewJob());
        foreach (var job in new[] { started, done, failed, canceled, expired }) yield return job.Create();
        foreach (var job in new[] { started, done, failed }) yield return job.Start(Monday.AddMinutes(1));
        yield return done.Complete(Monday.AddMinutes(2));
        yield return failed.Fail(Monday.AddMinutes(3));
        yield return failed.Requeue(Monday.AddMinutes(4));
        yield return failed.Fail(Monday.AddMinutes(5));
        yield return canceled.Cancel(Monday.AddMinutes(6));
        yield return expired.Expire(Monday.AddMinutes(7));
    }
}
