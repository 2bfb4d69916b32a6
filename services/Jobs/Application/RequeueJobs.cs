using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>An administrator puts all jobs of a project that were stopped back into the queue, some at a time.</summary>
internal sealed class RequeueJobs(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    /// <summary>One transaction stays short.</summary>
    private const int Max = 500;

    /// <returns>How many, and the last of them when there may be more: what was put back may be stopped again meanwhile.</returns>
    public async Task<(int Count, Guid? Last)> HandleAsync(Guid projectId, Guid? after, CancellationToken ct)
    {
        var now = time.GetInstant();
        var jobs = await store.LockStoppedAsync(projectId, after ?? Guid.Empty, now, Max, ct);
        var requeued = jobs.Where(job => job.Requeue(now).HasValue).ToList();
        await store.SaveAsync(requeued, ct);
        foreach (var job in requeued) publisher.Publish(JobFacts.Requeued(job, now));
        return (requeued.Count, jobs.Count == Max ? jobs[^1].Id : null);
    }
}
