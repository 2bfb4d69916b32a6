using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Makes a delivery of each finished job whose client wants to be told. Those of a dialect are told of in its own words. Subscribers hear of all.</summary>
internal sealed class DeliverJobResults(IDeliveryStore deliveries, TellOfJobs subscribers, TimeProvider time) : IEventHandler<JobCompleted>
{
    public async Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct)
    {
        // A job that was requeued and done again may be here twice: only its last result counts.
        var wanted = events
            .Where(job => job is { Webhook: not null, Body: not null, Dialect: null })
            .GroupBy(job => job.JobId)
            .Select(versions => ToDelivery(versions.MaxBy(job => job.Version)!))
            .ToList();
        if (wanted.Count > 0) await deliveries.AddAsync(wanted, ct);
        await subscribers.HandleAsync(events, ct);
    }

    private NewDelivery ToDelivery(JobCompleted job)
    {
        var now = time.GetUtcNow();
        return new NewDelivery
        {
            Id = Guid.CreateVersion7(now),
            AccountId = job.AccountId,
            Event = EventNames.JobDone,
            JobId = job.JobId,
            ProjectId = job.ProjectId,
            Version = job.Version,
            IsTest = job.IsTest,
            Target = new DeliveryTarget(job.Webhook!.Url, job.Webhook.Headers),
            Body = RawJson.FromElement(job.Body!.Value).Utf8,
            CreatedAt = now,
        };
    }
}
