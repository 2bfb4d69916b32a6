using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Jobs.Tests.Api;

/// <summary>What a client changes by which it knows its job: tags, its own id, metadata.</summary>
internal sealed class LabelingJobs
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
    public async Task Tags_are_set_added_and_taken_away_in_the_order_in_which_they_came()
    {
        var job = await OrderAsync(tags: ["b", "a"]);

        Assert.That(await TagsAsync(job, new LabelJob { AddedTags = ["c", "a"] }), Is.EqualTo(new[] { "b", "a", "c" }));
        Assert.That(await TagsAsync(job, new LabelJob { RemovedTags = ["a", "x"] }), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(await TagsAsync(job, new LabelJob { Tags = ["z"] }), Is.EqualTo(new[] { "z" }));
        Assert.That(await TagsAsync(job, new LabelJob { Tags = [] }), Is.Empty);
        Assert.That(await TagsAsync(job, new LabelJob { AddedTags = ["new"] }), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public async Task Metadata_comes_back_as_it_went_in_and_the_rest_stays()
    {
        var job = await OrderAsync("kept", ["red"]);

        var labeled = (await LabelAsync(job, new LabelJob { Metadata = JsonElement.Parse("""{"n":1.10}""") }))!.Job!;

        Assert.That(labeled.Metadata!.Value.GetRawText(), Is.EqualTo("""{"n":1.10}"""));
        Assert.That((labeled.UniqueId, labeled.Version), Is.EqualTo(("kept", job.Version)));
        Assert.That(labeled.Tags, Is.EqualTo(new[] { "red" }));
        Assert.That(labeled.UpdatedAt, Is.GreaterThan(job.UpdatedAt));
    }

    [Test]
    public async Task A_unique_id_moves_from_job_to_job_and_is_never_that_of_two()
    {
        var (first, second) = (await OrderAsync("u-1"), await OrderAsync());

        var refused = (await LabelAsync(second, new LabelJob { UniqueId = "u-1" }))!.Refusal!;
        await LabelAsync(first, new LabelJob { ClearsUniqueId = true });
        var taken = (await LabelAsync(second, new LabelJob { UniqueId = "u-1" }))!.Job!;

        Assert.That((refused.Status, refused.Code, refused.JobId), Is.EqualTo((409, "unique_id_taken", (Guid?)first.JobId)));
        Assert.That(taken.UniqueId, Is.EqualTo("u-1"));
    }

    [Test]
    public async Task A_canceled_job_lets_go_of_its_unique_id_when_it_is_told_to()
    {
        var job = await OrderAsync("free-me");

        var canceled = (await _jobs.CancelAsync(_client.AccountId, job.JobId, clearsUniqueId: true, default))!.Job!;

        Assert.That((canceled.Status, canceled.UniqueId), Is.EqualTo((JobStatus.Canceled, (string?)null)));
        Assert.That((await OrderAsync("free-me")).UniqueId, Is.EqualTo("free-me"));
    }

    [TestCase(true, null)]
    [TestCase(false, "retry")]
    public async Task A_stopped_job_lets_go_of_its_unique_id_where_its_order_said_so(bool frees, string? left)
    {
        var job = await OrderAsync("retry", freesUniqueIdOnError: frees);

        await _app.HandleAsync<Contracts.Workforce.WorkProblemReported, Application.FailJobs>(new Contracts.Workforce.WorkProblemReported
        {
            JobId = job.JobId,
            AnnotatorId = Guid.CreateVersion7(),
            StartedAt = DateTimeOffset.UtcNow,
            ReportedAt = DateTimeOffset.UtcNow,
            Message = "The image is blank.",
        });

        var stopped = (await _jobs.GetAsync(_client.AccountId, job.JobId, default))!;
        Assert.That((stopped.Status, stopped.UniqueId), Is.EqualTo((JobStatus.Error, left)));
    }

    [Test]
    public async Task A_job_that_has_ended_is_labeled_too_and_another_account_s_is_unknown()
    {
        var job = await OrderAsync();
        await _app.CompleteAsync(job.JobId, DateTimeOffset.UtcNow);

        Assert.That(await TagsAsync(job, new LabelJob { Tags = ["checked"] }), Is.EqualTo(new[] { "checked" }));
        Assert.That(await _jobs.LabelAsync(Guid.CreateVersion7(), job.JobId, new LabelJob { Tags = ["stolen"] }, default), Is.Null);
    }

    private async Task<IEnumerable<string>> TagsAsync(JobRecord job, LabelJob change) => (await LabelAsync(job, change))!.Job!.Tags;

    private Task<OrderOutcome?> LabelAsync(JobRecord job, LabelJob change) => _jobs.LabelAsync(_client.AccountId, job.JobId, change, default);

    private async Task<JobRecord> OrderAsync(string? uniqueId = null, string[]? tags = null, bool freesUniqueIdOnError = false) => (await _jobs.CreateAsync(
        new OrderJob
        {
            AccountId = _client.AccountId,
            IsTest = false,
            ProjectId = _client.ProjectId,
            Dialect = "scale",
            Type = "categorization",
            Body = JsonElement.Parse("""{"content":{"text":"is it spam?"}}"""),
            UniqueId = uniqueId,
            Tags = tags ?? [],
            FreesUniqueIdOnError = freesUniqueIdOnError,
        },
        default)).Job!;
}
