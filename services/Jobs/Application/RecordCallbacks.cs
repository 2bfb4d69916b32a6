using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>Clients may see with a job whether its webhook was taken. What went to a subscription is not about the job's own.</summary>
internal sealed class RecordCallbacks(IJobStore store) : IEventHandler<DeliveryEnded>
{
    public async Task HandleAsync(IReadOnlyList<DeliveryEnded> events, CancellationToken ct)
    {
        var ends = events
            .Where(ended => ended is { JobId: not null, SubscriptionId: null })
            .GroupBy(ended => ended.JobId!.Value)
            .Select(job => new CallbackEnd(job.Key, job.Any(ended => ended.Succeeded)))
            .ToList();
        if (ends.Count > 0) await store.RecordCallbacksAsync(ends, ct);
    }
}
