using Hitl.Contracts.Workforce;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>Somebody claimed a job: the first claim starts it; a later one, or one of a job that has ended, changes nothing.</summary>
internal sealed class StartJobs(IJobStore store, IEventPublisher publisher, TimeProvider time) : IEventHandler<WorkStarted>
{
    public async Task HandleAsync(IReadOnlyList<WorkStarted> events, CancellationToken ct)
    {
        var jobs = await store.LockAsync([.. events.Select(work => work.JobId)], ct);
        var now = time.GetInstant();
        var started = new List<Job>();
        foreach (var work in events)
        {
            if (jobs.TryGetValue(work.JobId, out var job) && !job.HasDiscarded(work.StartedAt) && TryStart(job, work.StartedAt, now, publisher))
                started.Add(job);
        }

        await store.SaveAsync(started, ct);
    }

    /// <summary>Also for what overtakes the start: a result or a problem that comes first tells of it too.</summary>
    public static bool TryStart(Job job, DateTimeOffset startedAt, DateTimeOffset now, IEventPublisher publisher)
    {
        if (!job.Start(startedAt.ToInstant(), now).HasValue) return false;
        publisher.Publish(JobFacts.Started(job, now));
        return true;
    }
}
