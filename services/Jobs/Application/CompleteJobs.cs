using Hitl.Contracts.Workforce;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>Jobs have their annotations. What comes after the end, or from a round that was discarded, changes nothing.</summary>
internal sealed class CompleteJobs(IJobStore store, IEventPublisher publisher, TimeProvider time) : IEventHandler<WorkCompleted>
{
    public async Task HandleAsync(IReadOnlyList<WorkCompleted> events, CancellationToken ct)
    {
        var jobs = await store.LockAsync([.. events.Select(work => work.JobId)], ct);
        var now = time.GetInstant();
        var completed = new List<Job>();
        foreach (var work in events)
        {
            if (!jobs.TryGetValue(work.JobId, out var job) || job.HasDiscarded(work.FinishedAt)) continue;
            StartJobs.TryStart(job, work.StartedAt, now, publisher);
            if (job.Complete(ResultOf(work), work.FinishedAt.ToInstant(), now).HasValue) completed.Add(job);
        }

        await store.SaveAsync(completed, ct);
        var posts = await store.ReadResultPostsAsync([.. completed.Select(job => job.Id)], ct);
        foreach (var job in completed) publisher.Publish(JobFacts.Completed(job, posts.GetValueOrDefault(job.Id), now));
    }

    private static JobResult ResultOf(WorkCompleted work) => new(work.Annotations.GetRawText(), work.Origins?.GetRawText(), work.CompletedBy);
}
