using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Jobs.Tests.Api;

/// <summary>What dialects order for their clients.</summary>
internal sealed class OrderingByDialects
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
    public async Task A_job_comes_back_with_all_that_its_dialect_gave()
    {
        await using var tap = await _app.Host.TapAsync<JobCreated>();
        var order = Order(uniqueId: "a-1", tags: ["red", "blue"]) with { Data = JsonElement.Parse("""{"params":{"n":1.10}}""") };

        var ordered = (await _jobs.CreateAsync(order, default)).Job!;
        var read = (await _jobs.GetAsync(_client.AccountId, ordered.JobId, default))!;
        var native = (await _client.GetAsync(ordered.JobId)).Json;

        Assert.Multiple(() =>
        {
            Assert.That((read.Dialect, read.Type, read.UniqueId, read.Status), Is.EqualTo(("scale", "categorization", "a-1", JobStatus.New)));
            Assert.That(read.Data!.Value.GetRawText(), Is.EqualTo("""{"params":{"n":1.10}}"""));
            Assert.That(read.Tags, Is.EqualTo(new[] { "red", "blue" }));
            Assert.That(read.WebhookUrl, Is.EqualTo("https://example.com/hook"));
            Assert.That(read.UpdatedAt, Is.EqualTo(read.CreatedAt));
            Assert.That(native.GetProperty("status").GetString(), Is.EqualTo("new"));
        });
        Assert.That((await tap.NextAsync(created => created.JobId == ordered.JobId)).Dialect, Is.EqualTo("scale"));
    }

    [Test]
    public async Task Jobs_are_read_together_and_those_that_do_not_exist_are_left_out()
    {
        var (one, other) = ((await _jobs.CreateAsync(Order(), default)).Job!, (await _jobs.CreateAsync(Order(), default)).Job!);

        var read = await _jobs.GetAsync([one.JobId, Guid.CreateVersion7(), other.JobId], default);

        Assert.That(read.Select(job => (job.JobId, job.AccountId, job.Dialect)), Is.EquivalentTo(new[] { (one.JobId, _client.AccountId, "scale"), (other.JobId, _client.AccountId, "scale") }));
        Assert.That(await _jobs.GetAsync([], default), Is.Empty);
    }

    [Test]
    public async Task A_result_goes_to_the_dialect_and_not_to_the_webhook_and_its_callback_is_written_down()
    {
        await using var tap = await _app.Host.TapAsync<JobCompleted>();
        var job = (await _jobs.CreateAsync(Order(), default)).Job!;
        var strangers = Ended(job.JobId, succeeded: true) with { SubscriptionId = Guid.CreateVersion7() };

        await _app.CompleteAsync(job.JobId, DateTimeOffset.UtcNow);
        var heard = await tap.NextAsync(completed => completed.JobId == job.JobId);
        await _app.HandleAsync<DeliveryEnded, RecordCallbacks>(strangers);
        var before = (await _jobs.GetAsync(_client.AccountId, job.JobId, default))!;
        await _app.HandleAsync<DeliveryEnded, RecordCallbacks>(Ended(job.JobId, succeeded: false));
        var failed = (await _jobs.GetAsync(_client.AccountId, job.JobId, default))!;
        await _app.HandleAsync<DeliveryEnded, RecordCallbacks>(Ended(job.JobId, succeeded: true));
        await _app.HandleAsync<DeliveryEnded, RecordCallbacks>(Ended(job.JobId, succeeded: false));
        var taken = (await _jobs.GetAsync(_client.AccountId, job.JobId, default))!;

        Assert.That((heard.Dialect, heard.Webhook, heard.Body.HasValue), Is.EqualTo(("scale", (WebhookTarget?)null, false)));
        Assert.That((before.CallbackSucceeded, failed.CallbackSucceeded, taken.CallbackSucceeded), Is.EqualTo(((bool?)null, (bool?)false, (bool?)true)));
        Assert.That(before.Annotations!.Value.GetRawText(), Is.EqualTo("""{"label":"cat"}"""));
        Assert.That(before.UpdatedAt, Is.GreaterThan(before.CreatedAt));
    }

    [Test]
    public async Task Of_many_that_take_one_unique_id_at_once_one_gets_it_and_the_others_are_told_whose_it_is()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _jobs.CreateAsync(Order(uniqueId: "once"), default)));
        var winner = outcomes.Single(outcome => outcome.Job is not null).Job!;
        var refusals = outcomes.Where(outcome => outcome.Job is null).Select(outcome => outcome.Refusal!).ToList();
        var stranger = _app.GivenClientWithProject();
        var theirs = await _jobs.CreateAsync(Order(uniqueId: "once") with { AccountId = stranger.AccountId, ProjectId = stranger.ProjectId }, default);

        Assert.That(refusals.Select(refusal => (refusal.Status, refusal.Code, refusal.JobId)), Has.All.EqualTo((409, "unique_id_taken", (Guid?)winner.JobId)));
        Assert.That(theirs.Job, Is.Not.Null);
    }

    [TestCase("""{"file_urls":["ftp://example.com/a.png"]}""", 400, "file_urls[0]")]
    [TestCase("""{"content":{"text":"x"},"template":{"fields":[{"type":"boolen","name":"ok"}]}}""", 400, "template.fields[0].type")]
    [TestCase("[]", 400, null)]
    public async Task An_order_is_refused_as_the_public_route_refuses_it(string body, int status, string? field)
    {
        var refusal = (await _jobs.CreateAsync(Order() with { Body = JsonElement.Parse(body) }, default)).Refusal!;

        Assert.That(refusal.Status, Is.EqualTo(status));
        if (field is not null) Assert.That(refusal.Errors!.Keys, Does.Contain(field));
    }

    [Test]
    public async Task Nobody_finds_or_cancels_another_account_s_job()
    {
        var job = (await _jobs.CreateAsync(Order(), default)).Job!;
        var stranger = Guid.CreateVersion7();

        Assert.That(await _jobs.GetAsync(stranger, job.JobId, default), Is.Null);
        Assert.That(await _jobs.CancelAsync(stranger, job.JobId, clearsUniqueId: false, default), Is.Null);
        Assert.That((await _jobs.FindAsync(new FindJobs { AccountId = stranger, Dialect = "scale" }, default)).Jobs, Is.Empty);
        Assert.That((await _jobs.CancelAsync(_client.AccountId, job.JobId, clearsUniqueId: false, default))!.Job!.Status, Is.EqualTo(JobStatus.Canceled));
        Assert.That((await _jobs.CancelAsync(_client.AccountId, job.JobId, clearsUniqueId: false, default))!.Refusal!.Code, Is.EqualTo("job_ended"));
    }

    [Test]
    public async Task A_list_shows_what_its_filters_say_newest_first_by_key_and_by_offset()
    {
        var client = _app.GivenClientWithProject();
        OrderJob Mine(string type, params string[] tags) => Order(tags: tags) with { AccountId = client.AccountId, ProjectId = client.ProjectId, Type = type };
        var (first, second, third) = (await MakeAsync(Mine("categorization", "red")), await MakeAsync(Mine("comparison")), await MakeAsync(Mine("categorization", "red", "blue")));
        var native = await client.CreateAsync();
        await _app.CompleteAsync(first, DateTimeOffset.UtcNow);
        var all = new FindJobs { AccountId = client.AccountId, Dialect = "scale", WithTotal = true };

        Assert.That(await IdsAsync(all), Is.EqualTo(new[] { third, second, first }));
        Assert.That(await IdsAsync(all with { Dialect = null }), Is.EqualTo(new[] { native, third, second, first }));
        Assert.That(await IdsAsync(all with { Type = "categorization" }), Is.EqualTo(new[] { third, first }));
        Assert.That(await IdsAsync(all with { Tags = ["blue", "green"] }), Is.EqualTo(new[] { third }));
        Assert.That(await IdsAsync(all with { Statuses = [JobStatus.Done] }), Is.EqualTo(new[] { first }));
        Assert.That(await IdsAsync(all with { After = third, Limit = 1 }), Is.EqualTo(new[] { second }));
        Assert.That(await IdsAsync(all with { CreatedBefore = DateTimeOffset.UtcNow.AddHours(-1) }), Is.Empty);
        var page = await _jobs.FindAsync(all with { Offset = 1, Limit = 1 }, default);
        Assert.That((page.Jobs.Single().JobId, page.HasMore, page.Total), Is.EqualTo((second, true, (long?)3)));
    }

    private async Task<Guid> MakeAsync(OrderJob order) => (await _jobs.CreateAsync(order, default)).Job!.JobId;

    private async Task<IEnumerable<Guid>> IdsAsync(FindJobs question) => (await _jobs.FindAsync(question, default)).Jobs.Select(job => job.JobId);

    private OrderJob Order(string? uniqueId = null, string[]? tags = null) => new()
    {
        AccountId = _client.AccountId,
        IsTest = false,
        ProjectId = _client.ProjectId,
        Dialect = "scale",
        Type = "categorization",
        Body = JsonElement.Parse("""{"content":{"text":"is it spam?"},"webhook_url":"https://example.com/hook"}"""),
        UniqueId = uniqueId,
        Tags = tags ?? [],
    };

    private DeliveryEnded Ended(Guid jobId, bool succeeded) => new()
    {
        DeliveryId = Guid.CreateVersion7(),
        JobId = jobId,
        AccountId = _client.AccountId,
        Succeeded = succeeded,
        Attempts = 1,
        OccurredAt = DateTimeOffset.UtcNow,
    };
}
