using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>An administrator puts a job that was stopped back into the queue.</summary>
internal sealed class RequeueJob(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    public async Task<Result<Job>> HandleAsync(Guid jobId, CancellationToken ct)
    {
        var jobs = await store.LockAsync([jobId], ct);
        if (!jobs.TryGetValue(jobId, out var job)) return JobErrors.JobNotFound;
        var now = time.GetInstant();
        if (job.Requeue(now).Error is { } refused) return refused;

        await store.SaveAsync([job], ct);
        publisher.Publish(JobFacts.Requeued(job, now));
        return job;
    }
}
