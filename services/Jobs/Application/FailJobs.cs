using Hitl.Contracts.Workforce;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>A person or an administrator says that a job cannot be done.</summary>
internal sealed class FailJobs(IJobStore store, IEventPublisher publisher, TimeProvider time) : IEventHandler<WorkProblemReported>
{
    public async Task HandleAsync(IReadOnlyList<WorkProblemReported> events, CancellationToken ct)
    {
        var jobs = await store.LockAsync([.. events.Select(work => work.JobId)], ct);
        var now = time.GetInstant();
        var failed = new List<Job>();
        foreach (var work in events)
        {
            if (!jobs.TryGetValue(work.JobId, out var job) || job.HasDiscarded(work.ReportedAt)) continue;
            StartJobs.TryStart(job, work.StartedAt, now, publisher);
            if (!job.Fail(work.Message, work.ReportedAt.ToInstant(), now).HasValue) continue;
            publisher.Publish(JobFacts.Failed(job, now));
            failed.Add(job);
        }

        await store.SaveAsync(failed, ct);
    }

    /// <summary>An administrator's word: no start comes before it.</summary>
    public async Task<Result<Job>> HandleAsync(Guid jobId, string message, CancellationToken ct)
    {
        var jobs = await store.LockAsync([jobId], ct);
        if (!jobs.TryGetValue(jobId, out var job)) return JobErrors.JobNotFound;
        var now = time.GetInstant();
        if (job.Fail(message, now, now).Error is { } refused) return refused;

        await store.SaveAsync([job], ct);
        publisher.Publish(JobFacts.Failed(job, now));
        return job;
    }
}
