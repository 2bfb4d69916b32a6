using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>Writes down that jobs have expired, and tells the others. Reads and guards do not wait for it.</summary>
internal sealed class ExpireJobs(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    /// <summary>Returns how many there were; at most <paramref name="max"/>.</summary>
    public async Task<int> HandleAsync(int max, CancellationToken ct)
    {
        var now = time.GetInstant();
        var due = await store.LockDueAsync(now, max, ct);
        foreach (var job in due)
        {
            if (job.Expire(now).HasValue) publisher.Publish(JobFacts.Expired(job, job.FinishedAt ?? now));
        }

        await store.SaveAsync(due, ct);
        return due.Count;
    }
}
