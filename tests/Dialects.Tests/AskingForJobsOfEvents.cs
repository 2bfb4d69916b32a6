using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;

namespace Hitl.Dialects.Tests;

/// <summary>A batch of events is one question to Jobs.</summary>
internal sealed class AskingForJobsOfEvents
{
    [Test]
    public async Task Each_event_gets_its_job_in_order_by_one_question()
    {
        var jobs = new Jobs();
        var (one, other) = (await CreateAsync(jobs), await CreateAsync(jobs));
        var gone = one with { JobId = Guid.CreateVersion7() };

        var happened = await jobs.OfAsync([Ended(other), Ended(gone), Ended(one), Ended(other)], default);

        Assert.That(happened.Select(pair => (pair.Happened.JobId, pair.Job.JobId)), Is.EqualTo(new[] { other, one, other }.Select(job => (job.JobId, job.JobId))));
        Assert.That(jobs.Questions, Is.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_asked_for_no_event()
    {
        var jobs = new Jobs();

        Assert.That(await jobs.OfAsync(Array.Empty<JobCompleted>(), default), Is.Empty);
        Assert.That(jobs.Questions, Is.Zero);
    }

    private static JobCompleted Ended(JobRecord job) => ScaleApp.EventOf<JobCompleted>(job);

    private static async Task<JobRecord> CreateAsync(Jobs jobs)
    {
        var order = new OrderJob
        {
            AccountId = Guid.CreateVersion7(),
            ProjectId = Guid.CreateVersion7(),
            IsTest = false,
            Dialect = "scale",
            Type = "categorization",
            Body = JsonElement.Parse("""{"metadata":{}}"""),
        };
        return (await jobs.CreateAsync(order, default)).Job!;
    }
}
