using Hitl.Contracts.Workforce;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>The simulator lets test jobs end without an answer, as their clients wished. A live job has no such end.</summary>
internal sealed class AbandonJobs(IJobStore store, IEventPublisher publisher, TimeProvider time) : IEventHandler<WorkAbandoned>
{
    public async Task HandleAsync(IReadOnlyList<WorkAbandoned> events, CancellationToken ct)
    {
        var jobs = await store.LockAsync([.. events.Select(work => work.JobId)], ct);
        var now = time.GetInstant();
        var (expired, canceled) = (new List<Job>(), new List<Job>());
        foreach (var work in events)
        {
            if (!jobs.TryGetValue(work.JobId, out var job) || !job.IsTest || job.HasDiscarded(work.AbandonedAt)) continue;
            switch (work.Outcome)
            {
                case AbandonOutcome.Expired when job.CutShort(work.AbandonedAt.ToInstant(), now).HasValue: expired.Add(job); break;
                case AbandonOutcome.Canceled when job.Cancel(now).HasValue: canceled.Add(job); break;
            }
        }

        await ExpireJobs.SaveAsync(expired, store, publisher, ct);
        await store.SaveAsync(canceled, ct);
        foreach (var job in canceled) publisher.Publish(JobFacts.Canceled(job, now));
    }
}
