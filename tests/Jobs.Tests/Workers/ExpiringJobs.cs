using Hitl.Contracts.Jobs;
using Hitl.Jobs.Infrastructure.Workers;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hitl.Jobs.Tests.Workers;

internal sealed class ExpiringJobs
{
    private static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);

    [TestCase("new")]
    [TestCase("progress")]
    public async Task From_the_instant_on_a_job_is_expired_whether_or_not_that_is_written_down(string status)
    {
        var clock = new ManualClock();
        await using var app = await StartAsync(clock, withSweeper: false);
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobExpired>();
        var job = await client.CreateAsync("\"expiration_minutes\":1");
        if (status == "progress") await app.HandleAsync<Contracts.Workforce.WorkStarted, Application.StartJobs>(Started(job, clock));

        clock.Advance(TimeSpan.FromMinutes(1) - Microsecond);
        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo(status));
        Assert.That((await client.ListAsync($"?status={status}")).Json.GetArrayLength(), Is.EqualTo(1));
        Assert.That((await client.ListAsync("?status=expired")).Json.GetArrayLength(), Is.Zero);

        clock.Advance(Microsecond);
        var derived = await client.GetAsync(job);
        Assert.That(derived.Json.GetProperty("status").GetString(), Is.EqualTo("expired"));
        Assert.That(derived.Json.GetProperty("finish_date").GetString(), Is.EqualTo(derived.Json.GetProperty("expiration_date").GetString()));
        Assert.That((await client.ListAsync($"?status={status}")).Json.GetArrayLength(), Is.Zero);
        Assert.That((await client.ListAsync("?status=expired")).Json[0].GetRawText(), Is.EqualTo(derived.Text));
        Assert.That((await client.ListAsync()).Json[0].GetRawText(), Is.EqualTo(derived.Text));
        Assert.That((await client.CancelAsync(job)).Code, Is.EqualTo("job_ended"));
        await app.CompleteAsync(job, clock.GetUtcNow() - Microsecond);
        Assert.That((await client.GetAsync(job)).Text, Is.EqualTo(derived.Text), "a result that comes too late does not count");

        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.That(await app.Host.Services.GetRequiredService<ExpirySweeper>().RunOnceAsync(CancellationToken.None), Is.EqualTo(1));
        var written = await client.GetAsync(job);
        Assert.That((written.Text, written.Header("ETag")), Is.EqualTo((derived.Text, derived.Header("ETag"))));
        Assert.That((await client.ListAsync("?status=expired")).Json.GetArrayLength(), Is.EqualTo(1));
        var fact = await tap.NextAsync(heard => heard.JobId == job);
        Assert.That((fact.Status, fact.FinishedAt), Is.EqualTo((JobStatus.Expired, (DateTimeOffset?)derived.Json.GetProperty("finish_date").GetDateTimeOffset())));
        Assert.That(await app.Host.Services.GetRequiredService<ExpirySweeper>().RunOnceAsync(CancellationToken.None), Is.Zero);
    }

    [Test]
    public async Task A_moment_before_the_instant_a_job_can_still_be_done()
    {
        var clock = new ManualClock();
        await using var app = await StartAsync(clock, withSweeper: false);
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync("\"expiration_minutes\":1");
        clock.Advance(TimeSpan.FromMinutes(1) - Microsecond);

        await app.CompleteAsync(job, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("done"));
    }

    [Test]
    public async Task The_sweeper_wakes_by_itself_and_replicas_share_its_work()
    {
        var clock = new ManualClock();
        await using var app = await StartAsync(clock, withSweeper: true);
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobExpired>();
        for (var i = 0; i < 30; i++) await client.CreateAsync("\"expiration_minutes\":1");
        var forever = await client.CreateAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        var sweeper = app.Host.Services.GetRequiredService<ExpirySweeper>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => sweeper.RunOnceAsync(CancellationToken.None)));
        await Eventually.AssertAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return await app.Database.ScalarAsync<long>("SELECT count(*) FROM job WHERE status = 'expired'") == 30;
            },
            "all 30 are written down");

        await Eventually.AssertAsync(() => tap.Events.Count >= 30, "all 30 are told of");
        Assert.That(tap.Events.Select(heard => heard.JobId), Is.Unique);
        Assert.That((await client.GetAsync(forever)).Json.GetProperty("status").GetString(), Is.EqualTo("new"));
    }

    [Test]
    public async Task Nobody_else_is_needed_for_an_expiry_to_be_written_down()
    {
        var clock = new ManualClock();
        await using var app = await StartAsync(clock, withSweeper: true);
        var client = app.GivenClientWithProject();
        await client.CreateAsync("\"expiration_minutes\":1");

        await Eventually.AssertAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                return await app.Database.ScalarAsync<long>("SELECT count(*) FROM job WHERE status = 'expired'") == 1;
            },
            "the sweeper has written it down");
    }

    public static Contracts.Workforce.WorkStarted Started(Guid job, ManualClock clock) =>
        new() { JobId = job, AnnotatorId = Guid.CreateVersion7(), StartedAt = clock.GetUtcNow() };

    public static Task<JobsApp> StartAsync(ManualClock clock, bool withSweeper) => JobsApp.StartAsync(new ServiceHostOptions
    {
        Clock = clock,
        Replace = services =>
        {
            if (withSweeper) return;
            services.Remove(services.Single(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(ExpirySweeper)));
        },
    });
}
