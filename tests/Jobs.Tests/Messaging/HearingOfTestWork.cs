using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Workforce;
using Hitl.Jobs.Application;

namespace Hitl.Jobs.Tests.Messaging;

/// <summary>What the simulator and several hands make of jobs.</summary>
internal sealed class HearingOfTestWork
{
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    [Test]
    public async Task A_test_job_that_is_to_expire_does_so_at_the_instant_and_with_its_event()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject(isTest: true);
        await using var tap = await app.Host.TapAsync<JobExpired>();
        var job = await client.CreateAsync();
        var at = Now.ToInstant();

        await app.Host.PublishAsync(Abandoned(job, AbandonOutcome.Expired, at));

        var read = await client.EventuallyIsAsync(job, "expired");
        Assert.That(read.GetProperty("finish_date").GetDateTimeOffset(), Is.EqualTo(at));
        Assert.That(read.GetProperty("expiration_date").GetDateTimeOffset(), Is.EqualTo(at));
        var heard = await tap.NextAsync(expired => expired.JobId == job);
        Assert.That((heard.Status, heard.FinishedAt, heard.Version), Is.EqualTo((JobStatus.Expired, (DateTimeOffset?)at, 2L)));
    }

    [Test]
    public async Task A_test_job_that_is_to_be_canceled_is_and_no_answer_changes_that()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject(isTest: true);
        await using var tap = await app.Host.TapAsync<JobCanceled>();
        var job = await client.CreateAsync();

        await app.HandleAsync<WorkAbandoned, AbandonJobs>(Abandoned(job, AbandonOutcome.Canceled, Now), Abandoned(job, AbandonOutcome.Expired, Now));
        await app.CompleteAsync(job, Now);

        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("canceled"));
        Assert.That((await tap.NextAsync(canceled => canceled.JobId == job)).Status, Is.EqualTo(JobStatus.Canceled));
    }

    [Test]
    public async Task A_test_job_with_default_annotations_falls_back_when_it_is_to_expire()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClient(isTest: true);
        client.ProjectId = app.GivenProject(client.AccountId, allowsFallback: true).ProjectId;
        var job = await client.CreateAsync("\"expiration_minutes\":60,\"default_annotations\":{\"label\":\"cat\"}");

        await app.HandleAsync<WorkAbandoned, AbandonJobs>(Abandoned(job, AbandonOutcome.Expired, Now));

        var read = (await client.GetAsync(job)).Json;
        Assert.That(read.GetProperty("status").GetString(), Is.EqualTo("done"));
        Assert.That(read.GetProperty("annotations").GetRawText(), Is.EqualTo("""{"label":"cat"}"""));
    }

    [Test]
    public async Task A_live_job_is_not_touched()
    {
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        var job = await client.CreateAsync();

        await app.HandleAsync<WorkAbandoned, AbandonJobs>(Abandoned(job, AbandonOutcome.Canceled, Now), Abandoned(job, AbandonOutcome.Expired, Now));

        Assert.That((await client.GetAsync(job)).Json.GetProperty("status").GetString(), Is.EqualTo("new"));
    }

    [Test]
    public async Task Where_values_come_from_is_shown_posted_and_published()
    {
        const string Origins = """{"label":{"origin":"agreement","agreement":0.67,"support":2,"of":3}}""";
        var app = await JobsApp.SharedAsync();
        var client = app.GivenClientWithProject();
        await using var tap = await app.Host.TapAsync<JobCompleted>();
        var job = await client.CreateAsync("\"webhook_url\":\"https://example.com/hook\"");

        await app.HandleAsync<WorkCompleted, CompleteJobs>(new WorkCompleted
        {
            JobId = job,
            StartedAt = Now,
            FinishedAt = Now,
            Annotations = JsonElement.Parse("""{"label":"cat"}"""),
            Origins = JsonElement.Parse(Origins),
            CompletedBy = "ann@example.com",
        });

        var read = await client.GetAsync(job);
        Assert.That(read.Json.GetProperty("origins").GetRawText(), Is.EqualTo(Origins));
        var heard = await tap.NextAsync(completed => completed.JobId == job);
        Assert.That(heard.Body!.Value.GetRawText(), Is.EqualTo(read.Text));
        Assert.That((heard.Origins!.Value.GetRawText(), heard.CompletedBy), Is.EqualTo((Origins, "ann@example.com")));
        Assert.That(await app.Database.ScalarAsync<string>("SELECT completed_by FROM job WHERE id = @job", new { job }), Is.EqualTo("ann@example.com"));
    }

    private static WorkAbandoned Abandoned(Guid job, AbandonOutcome outcome, DateTimeOffset at) => new() { JobId = job, Outcome = outcome, AbandonedAt = at };
}
