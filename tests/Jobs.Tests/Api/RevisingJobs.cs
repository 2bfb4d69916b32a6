using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;

namespace Hitl.Jobs.Tests.Api;

/// <summary>What dialects change of their clients' jobs.</summary>
internal sealed class RevisingJobs
{
    private JobsApp _app = null!;
    private HttpDialectJobsClient _jobs = null!;
    private Client _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = await JobsApp.SharedAsync();
        _jobs = new HttpDialectJobsClient(_app.Host.ClientFor(new Caller { Service = "dialects" }));
        _client = _app.GivenClientWithProject();
    }

    [Test]
    public async Task What_is_named_changes_the_rest_stays_and_the_queue_is_told_all_of_it()
    {
        await using var tap = await _app.Host.TapAsync<JobRevised>();
        var job = await GivenAsync();

        var revised = (await ReviseAsync(job, """{"priority":"urgent","assignees":["Ann@Example.com"],"due_date":null}"""))!.Job!;

        Assert.That((revised.Priority, revised.DueAt, revised.Version), Is.EqualTo((JobPriority.Urgent, (DateTimeOffset?)null, job.Version + 1)));
        Assert.That(revised.Assignees, Is.EqualTo(new[] { "ann@example.com" }));
        Assert.That(revised.Content!.Value.GetRawText(), Is.EqualTo("""{"text":"x"}"""));
        var heard = await tap.NextAsync(changed => changed.JobId == job.JobId);
        Assert.That((heard.Priority, heard.DueAt, heard.IsReassigned, heard.Version), Is.EqualTo((JobPriority.Urgent, (DateTimeOffset?)null, true, revised.Version)));
        Assert.That(heard.Content!.Value.GetRawText(), Is.EqualTo("""{"text":"x"}"""));
    }

    [Test]
    public async Task The_content_changes_until_somebody_has_begun()
    {
        var job = await GivenAsync();
        var changed = await ReviseAsync(job, """{"content":{"text":"y"}}""");
        Assert.That(changed!.Job!.Content!.Value.GetRawText(), Is.EqualTo("""{"text":"y"}"""));

        await _app.PublishStartedAsync(job.JobId, DateTimeOffset.UtcNow);
        await Eventually.AssertAsync(async () => (await _jobs.GetAsync(_client.AccountId, job.JobId, default))!.Status == JobStatus.Progress, "it has begun");

        Assert.That((await ReviseAsync(job, """{"content":{"text":"z"}}"""))!.Refusal!.Code, Is.EqualTo("job_started"));
        Assert.That((await ReviseAsync(job, """{"priority":"low"}"""))!.Job!.Priority, Is.EqualTo(JobPriority.Low));
    }

    [Test]
    public async Task What_has_ended_does_not_change()
    {
        var job = await GivenAsync();
        await _jobs.CancelAsync(_client.AccountId, job.JobId, clearsUniqueId: false, default);

        Assert.That((await ReviseAsync(job, """{"priority":"low"}"""))!.Refusal!.Code, Is.EqualTo("job_ended"));
    }

    [TestCase("""{"priority":"soon"}""", "priority")]
    [TestCase("""{"assignees":["nobody"]}""", "assignees[0]")]
    [TestCase("""{"due_date":"tomorrow"}""", "due_date")]
    public async Task A_wrong_change_is_refused_by_its_field(string change, string field)
    {
        var refused = (await ReviseAsync(await GivenAsync(), change))!.Refusal!;

        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(refused.Errors!.Keys, Does.Contain(field));
    }

    [Test]
    public async Task Another_accounts_job_is_not_found() =>
        Assert.That(await _jobs.ReviseAsync(_app.GivenClientWithProject().AccountId, (await GivenAsync()).JobId, JsonElement.Parse("""{"priority":"low"}"""), default), Is.Null);

    [Test]
    public async Task Lists_go_by_priority_assignee_and_whether_somebody_is_named()
    {
        var (plain, named) = (await GivenAsync(), await GivenAsync());
        await ReviseAsync(named, """{"priority":"urgent","assignees":["ann@example.com"]}""");

        Assert.That(await IdsAsync(filter => filter with { Priority = JobPriority.Urgent }), Is.EqualTo(new[] { named.JobId }));
        Assert.That(await IdsAsync(filter => filter with { Priority = JobPriority.High }), Is.EqualTo(new[] { plain.JobId }));
        Assert.That(await IdsAsync(filter => filter with { Assignee = "ann@example.com" }), Is.EqualTo(new[] { named.JobId }));
        Assert.That(await IdsAsync(filter => filter with { Assignee = "bea@example.com" }), Is.Empty);
        Assert.That(await IdsAsync(filter => filter with { IsAssigned = false }), Is.EqualTo(new[] { plain.JobId }));
    }

    private async Task<JobRecord> GivenAsync() => (await _jobs.CreateAsync(
        new OrderJob
        {
            AccountId = _client.AccountId,
            IsTest = false,
            ProjectId = _client.ProjectId,
            Dialect = "hitlsh",
            Type = "template_1",
            Body = JsonElement.Parse("""{"content":{"text":"x"},"priority":"high","due_date":"2030-01-31T12:00:00Z"}"""),
        },
        default)).Job!;

    private Task<OrderOutcome?> ReviseAsync(JobRecord job, string change) => _jobs.ReviseAsync(_client.AccountId, job.JobId, JsonElement.Parse(change), default);

    private async Task<IReadOnlyList<Guid>> IdsAsync(Func<FindJobs, FindJobs> narrow) =>
        [.. (await _jobs.FindAsync(narrow(new FindJobs { AccountId = _client.AccountId, Dialect = "hitlsh" }), default)).Jobs.Select(job => job.JobId)];
}
