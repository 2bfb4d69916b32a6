using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>
/// Writes down that the time of jobs is up, and tells the others: they are expired, or done with their default annotations. Reads and
/// guards do not wait for it.
/// </summary>
internal sealed class ExpireJobs(IJobStore store, IEventPublisher publisher, TimeProvider time)
{
    /// <summary>Returns how many there were; at most <paramref name="max"/>.</summary>
    public async Task<int> HandleAsync(int max, CancellationToken ct)
    {
        var now = time.GetInstant();
        var due = await store.LockDueAsync(now, max, ct);
        await SaveAsync([.. due.Where(job => job.Expire(now).HasValue)], store, publisher, ct);
        return due.Count;
    }

    /// <summary>Saves jobs whose time was up and tells of them: as if at that instant, though it is noticed later.</summary>
    public static async Task SaveAsync(IReadOnlyList<Job> ended, IJobStore store, IEventPublisher publisher, CancellationToken ct)
    {
        await store.SaveAsync(ended, ct);
        var posts = await store.ReadResultPostsAsync([.. ended.Where(job => job.Status == JobStatus.Done).Select(job => job.Id)], ct);
        foreach (var job in ended)
        {
            var at = job.FinishedAt!.Value;
            publisher.Publish(job.Status == JobStatus.Done ? JobFacts.Completed(job, posts.GetValueOrDefault(job.Id), at) : JobFacts.Expired(job, at));
        }
    }
}
