using System.Net;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Workforce;
using Hitl.Jobs.Application;
using Hitl.Jobs.Infrastructure.Workers;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Jobs.Tests.Workers;

internal sealed class FallingBack
{
    private const string Order = """
        "expiration_minutes":1,"default_annotations":{"label":"cat","score":1.50},"webhook_url":"https://example.com/hook"
        """;

    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    [TestCase("new")]
    [TestCase("progress")]
    public async Task From_the_instant_on_a_job_is_done_with_its_default_annotations_and_is_told_of_once(string status)
    {
        var clock = new ManualClock();
        await using var app = await ExpiringJobs.StartAsync(clock, withSweeper: false);
        var client = GivenClient(app);
        await using var tap = await app.Host.TapAsync<JobCompleted>();
        var job = await client.CreateAsync(Order);
        if (status == "progress") await app.HandleAsync<WorkStarted, StartJobs>(ExpiringJobs.Started(job, clock));

        clock.Advance(TimeSpan.FromMinutes(1) - Microsecond);
        var before = await client.GetAsync(job);
        Assert.That(before.Json.GetProperty("status").GetString(), Is.EqualTo(status));
        Assert.That(await CountAsync(client, "done"), Is.Zero);

        clock.Advance(Microsecond);
        var derived = await client.GetAsync(job);
        Assert.That(derived.Json.GetProperty("status").GetString(), Is.EqualTo("done"));
        Assert.That(derived.Json.GetProperty("annotations").GetRawText(), Is.EqualTo("""{"label":"cat","score":1.50}"""));
        Assert.That(derived.Json.GetProperty("origins").GetRawText(), Is.EqualTo("""{"label":{"origin":"fallback"},"score":{"origin":"fallback"}}"""));
        Assert.That(derived.Json.GetProperty("finish_date").GetString(), Is.EqualTo(derived.Json.GetProperty("expiration_date").GetString()));
        Assert.That(derived.Json.GetProperty("start_date").GetRawText(), Is.EqualTo(before.Json.GetProperty("start_date").GetRawText()));
        Assert.That(derived.Header("ETag"), Is.Not.EqualTo(before.Header("ETag")));
        Assert.That((await client.ListAsync("?status=done")).Json[0].GetRawText(), Is.EqualTo(derived.Text));
        Assert.That(await CountAsync(client, status) + await CountAsync(client, "expired"), Is.Zero);
        Assert.That((await client.CancelAsync(job)).Code, Is.EqualTo("job_ended"));
        await app.CompleteAsync(job, clock.GetUtcNow() - Microsecond);
        Assert.That((await client.GetAsync(job)).Text, Is.EqualTo(derived.Text), "an answer that comes too late does not count");

        clock.Advance(TimeSpan.FromMinutes(3));
        var sweeper = app.Host.Services.GetRequiredService<ExpirySweeper>();
        Assert.That(await sweeper.RunOnceAsync(CancellationToken.None), Is.EqualTo(1));
        Assert.That(await sweeper.RunOnceAsync(CancellationToken.None), Is.Zero);
        var written = await client.GetAsync(job);
        Assert.That((written.Text, written.Header("ETag")), Is.EqualTo((derived.Text, derived.Header("ETag"))));
        Assert.That(await CountAsync(client, "done"), Is.EqualTo(1));

        var marker = await client.CreateAsync();
        await app.CompleteAsync(marker, clock.GetUtcNow());
        await tap.NextAsync(heard => heard.JobId == marker);
        var fact = await tap.NextAsync(heard => heard.JobId == job);
        Assert.That(tap.Events.Count(heard => heard.JobId == job), Is.EqualTo(1));
        Assert.That(fact.Body!.Value.GetRawText(), Is.EqualTo(derived.Text));
        Assert.That((fact.Webhook!.Url, fact.CompletedBy), Is.EqualTo(("https://example.com/hook", (string?)null)));
        Assert.That(fact.Origins!.Value.GetProperty("label").GetProperty("origin").GetString(), Is.EqualTo("fallback"));
        Assert.That((fact.OccurredAt, fact.FinishedAt), Is.EqualTo((derived.Json.GetProperty("finish_date").GetDateTimeOffset(), (DateTimeOffset?)fact.OccurredAt)));
    }

    [Test]
    public async Task What_was_promised_at_the_creation_holds_though_the_project_allows_it_no_more()
    {
        var clock = new ManualClock();
        await using var app = await ExpiringJobs.StartAsync(clock, withSweeper: false);
        var client = GivenClient(app);
        var job = await client.CreateAsync(Order);
        app.GivenProject(client.AccountId, id: client.ProjectId, version: 9);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("done"));
    }

    [Test]
    public async Task A_project_that_does_not_allow_it_refuses_the_order()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();

        var answer = await client.PostAsync(client.Order(Order));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "fallback_not_allowed")), answer.Text);
    }

    [Test]
    public async Task A_project_that_has_just_allowed_it_takes_the_order_before_the_event_is_through()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await client.CreateAsync();
        app.GivenProject(client.AccountId, id: client.ProjectId, version: 3, allowsFallback: true);

        Assert.That((await client.PostAsync(client.Order(Order))).Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Default_annotations_must_fit_the_form_whosever_it_is(bool isOwn)
    {
        const string Form = """{"fields":[{"name":"cats","type":"number","label":"Cats","required":true}]}""";
        var app = await JobsApp.SharedAsync();
        var client = GivenClient(app);
        if (!isOwn) app.GivenProject(client.AccountId, id: client.ProjectId, allowsFallback: true, form: Form);
        string With(string annotations) =>
            client.Order($"\"expiration_minutes\":5,\"default_annotations\":{annotations}{(isOwn ? $",\"template\":{Form}" : "")}");

        var wrong = await client.PostAsync(With("""{"cats":"many"}"""));
        var fits = await client.PostAsync(With("""{"cats":2}"""));

        Assert.That((wrong.Status, wrong.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "annotations_invalid")), wrong.Text);
        Assert.That(wrong.Fields, Is.EqualTo(new[] { "default_annotations.cats" }));
        Assert.That(fits.Status, Is.EqualTo(HttpStatusCode.Created), fits.Text);
    }

    [Test]
    public async Task An_answer_in_time_counts_and_the_default_annotations_do_not()
    {
        var clock = new ManualClock();
        await using var app = await ExpiringJobs.StartAsync(clock, withSweeper: false);
        var client = GivenClient(app);
        var job = await client.CreateAsync(Order);
        await app.CompleteAsync(job, clock.GetUtcNow(), """{"label":"dog"}""");
        clock.Advance(TimeSpan.FromHours(1));

        var read = (await client.GetAsync(job)).Json;
        Assert.That(read.GetProperty("annotations").GetRawText(), Is.EqualTo("""{"label":"dog"}"""));
        Assert.That(read.TryGetProperty("origins", out _), Is.False);
    }

    private static Client GivenClient(JobsApp app)
    {
        var client = app.GivenClient();
        client.ProjectId = app.GivenProject(client.AccountId, allowsFallback: true).ProjectId;
        return client;
    }

    private static async Task<int> CountAsync(Client client, string status) => (await client.ListAsync($"?status={status}")).Json.GetArrayLength();
}
