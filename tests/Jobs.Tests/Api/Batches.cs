using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;

namespace Hitl.Jobs.Tests.Api;

/// <summary>Jobs of a batch are held back until it is finalized; it is completed once the last of them has ended.</summary>
internal sealed class Batches
{
    private JobsApp _app = null!;
    private HttpDialectJobsClient _jobs = null!;
    private HttpBatchesClient _batches = null!;
    private Client _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = await JobsApp.SharedAsync();
        var http = _app.Host.ClientFor(new Caller { Service = "dialects" });
        (_jobs, _batches) = (new HttpDialectJobsClient(http), new HttpBatchesClient(http));
        _client = _app.GivenClientWithProject();
    }

    [Test]
    public async Task Nobody_is_offered_a_batch_s_jobs_before_it_is_finalized_and_everybody_then()
    {
        await using var created = await _app.Host.TapAsync<JobCreated>();
        await using var released = await _app.Host.TapAsync<JobReleased>();
        var batch = await OpenAsync("kittens");
        var (first, canceled) = (await OrderAsync(batch), await OrderAsync(batch));
        await _jobs.CancelAsync(_client.AccountId, canceled.JobId, clearsUniqueId: false, default);

        Assert.That((await created.NextAsync(job => job.JobId == first.JobId)).IsStaged, Is.True);
        Assert.That((first.IsStaged, batch.Status), Is.EqualTo((true, BatchStatus.Staging)));
        var finalized = (await _batches.FinalizeAsync(_client.AccountId, batch.BatchId, default))!;
        var told = await released.NextAsync(job => job.JobId == first.JobId);

        Assert.That((finalized.Status, told.Version, told.ProjectId), Is.EqualTo((BatchStatus.InProgress, 1L, _client.ProjectId)));
        Assert.That(told.Content!.Value.GetRawText(), Does.Contain("spam"));
        await Eventually.AssertAsync(async () => !(await _jobs.GetAsync(_client.AccountId, canceled.JobId, default))!.IsStaged, "the canceled job left the batch, too");
        Assert.That((await _jobs.GetAsync(_client.AccountId, first.JobId, default))!.IsStaged, Is.False);
        Assert.That(released.Events.Select(job => job.JobId), Does.Not.Contain(canceled.JobId));
    }

    [Test]
    public async Task A_batch_is_completed_with_its_last_job_and_says_so_once()
    {
        await using var tap = await _app.Host.TapAsync<BatchCompleted>();
        var batch = await OpenAsync("counted");
        var (done, stopped) = (await OrderAsync(batch), await OrderAsync(batch));
        await _batches.FinalizeAsync(_client.AccountId, batch.BatchId, default);

        await _app.CompleteAsync(done.JobId, DateTimeOffset.UtcNow);
        var half = await FindAsync("counted");
        await _jobs.CancelAsync(_client.AccountId, stopped.JobId, clearsUniqueId: false, default);
        var whole = await FindAsync("counted");
        var told = await tap.NextAsync(completed => completed.BatchId == batch.BatchId);

        Assert.That((half.Status, half.Counts), Is.EqualTo((BatchStatus.InProgress, new Dictionary<JobStatus, long> { [JobStatus.Done] = 1, [JobStatus.New] = 1 })));
        Assert.That((whole.Status, whole.Counts), Is.EqualTo((BatchStatus.Completed, new Dictionary<JobStatus, long> { [JobStatus.Done] = 1, [JobStatus.Canceled] = 1 })));
        Assert.That((told.AccountId, told.Dialect, told.Name, told.IsTest), Is.EqualTo((_client.AccountId, "scale", "counted", false)));
        Assert.That((await FindAsync("counted")).CompletedAt, Is.Not.Null);
        Assert.That(tap.Events.Count(completed => completed.BatchId == batch.BatchId), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_orders_and_a_finalization_at_once_each_job_is_released_once()
    {
        await using var released = await _app.Host.TapAsync<JobReleased>();
        var batch = await OpenAsync("race");
        var orders = Enumerable.Range(0, 40).Select(_ => OrderAsync(batch)).ToList();

        await _batches.FinalizeAsync(_client.AccountId, batch.BatchId, default);
        var ids = (await Task.WhenAll(orders)).Select(job => job.JobId).ToList();

        await Eventually.AssertAsync(() => !ids.Except(released.Events.Select(job => job.JobId)).Any(), "all were released");
        Assert.That(released.MessageIds.Distinct().Count(), Is.EqualTo(released.Events.Select(job => job.JobId).Distinct().Count()));
    }

    [Test]
    public async Task A_name_is_taken_once_for_each_mode_and_another_account_s_batch_is_unknown()
    {
        var batch = await OpenAsync("mine");
        var stranger = Guid.CreateVersion7();

        Assert.That(await _batches.OpenAsync(Order("mine"), default), Is.Null);
        Assert.That(await _batches.OpenAsync(Order("mine") with { IsTest = true }, default), Is.Not.Null);
        Assert.That(await _batches.FinalizeAsync(stranger, batch.BatchId, default), Is.Null);
        Assert.That(await _batches.KeepDataAsync(stranger, batch.BatchId, JsonElement.Parse("{}"), default), Is.Null);
        Assert.That((await _batches.FindAsync(new FindBatches { AccountId = stranger, Dialect = "scale", IsTest = false }, default)).Total, Is.Zero);
        Assert.That((await FindAsync("mine")).Status, Is.EqualTo(BatchStatus.Staging));
    }

    [Test]
    public async Task A_list_shows_what_its_filters_say_newest_first()
    {
        var client = _app.GivenClientWithProject();
        var all = new FindBatches { AccountId = client.AccountId, Dialect = "scale", IsTest = false };
        foreach (var name in new[] { "a", "b", "c" }) await _batches.OpenAsync(Order(name) with { AccountId = client.AccountId, ProjectId = client.ProjectId }, default);
        var b = (await _batches.FindAsync(all with { Name = "b" }, default)).Batches.Single();
        await _batches.FinalizeAsync(client.AccountId, b.BatchId, default);
        await _batches.KeepDataAsync(client.AccountId, b.BatchId, JsonElement.Parse("""{"n":1.10}"""), default);

        Assert.That(await NamesAsync(all), Is.EqualTo(new[] { "c", "b", "a" }));
        Assert.That(await NamesAsync(all with { Status = BatchStatus.Staging }), Is.EqualTo(new[] { "c", "a" }));
        // Nothing of it is open.
        Assert.That(await NamesAsync(all with { Status = BatchStatus.Completed }), Is.EqualTo(new[] { "b" }));
        Assert.That(await NamesAsync(all with { ProjectId = Guid.CreateVersion7() }), Is.Empty);
        Assert.That(await NamesAsync(all with { CreatedAfter = DateTimeOffset.UtcNow.AddHours(1) }), Is.Empty);
        Assert.That(await NamesAsync(all with { CreatedBefore = DateTimeOffset.UtcNow.AddHours(1), Offset = 1, Limit = 1 }), Is.EqualTo(new[] { "b" }));
        Assert.That((await _batches.FindAsync(all with { Limit = 1 }, default)).Total, Is.EqualTo(3));
        Assert.That((await _batches.FindAsync(all with { Name = "b" }, default)).Batches.Single().Data.GetRawText(), Is.EqualTo("""{"n":1.10}"""));
    }

    [Test]
    public async Task A_list_of_jobs_shows_those_of_a_batch()
    {
        var batch = await OpenAsync("listed");
        var (inside, _) = (await OrderAsync(batch), await OrderAsync(null));

        async Task<IEnumerable<Guid>> OfAsync(string name) => (await _jobs.FindAsync(
            new FindJobs { AccountId = _client.AccountId, Dialect = "scale", IsTest = false, Batch = name }, default)).Jobs.Select(job => job.JobId);

        Assert.That(await OfAsync("listed"), Is.EqualTo(new[] { inside.JobId }));
        Assert.That(await OfAsync("unknown"), Is.Empty);
    }

    private async Task<IEnumerable<string>> NamesAsync(FindBatches question) => (await _batches.FindAsync(question, default)).Batches.Select(batch => batch.Name);

    private async Task<BatchRecord> FindAsync(string name) => (await _batches.FindAsync(
        new FindBatches { AccountId = _client.AccountId, Dialect = "scale", IsTest = false, Name = name, WithCounts = true }, default)).Batches.Single();

    private async Task<BatchRecord> OpenAsync(string name) => (await _batches.OpenAsync(Order(name), default))!;

    private OpenBatch Order(string name) => new()
    {
        AccountId = _client.AccountId,
        Dialect = "scale",
        IsTest = false,
        Name = name,
        ProjectId = _client.ProjectId,
        Data = JsonElement.Parse("{}"),
    };

    private async Task<JobRecord> OrderAsync(BatchRecord? batch) => (await _jobs.CreateAsync(
        new OrderJob
        {
            AccountId = _client.AccountId,
            IsTest = false,
            ProjectId = _client.ProjectId,
            Dialect = "scale",
            Type = "categorization",
            Body = JsonElement.Parse("""{"content":{"text":"is it spam?"}}"""),
            BatchId = batch?.BatchId,
        },
        default)).Job!;
}
