using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>An account changes what it is told of, or where. What is on its way already goes where it was meant to go.</summary>
internal sealed class ChangeSubscription(ISubscriptionStore subscriptions, OutboundPolicy policy, TimeProvider time)
{
    public async Task<Result<Subscription>> RunAsync(Guid accountId, Guid id, SubscriptionOrder change, CancellationToken ct)
    {
        if (await subscriptions.HoldAsync(accountId, id, ct) is not { } held) return DeliveryErrors.NoSuchSubscription;
        var changed = held with
        {
            Url = change.Url ?? held.Url,
            Events = change.Events is { } events ? Subscribe.Distinct(events) : held.Events,
            Description = change.Description ?? held.Description,
            IsActive = change.IsActive ?? held.IsActive,
            UpdatedAt = time.GetUtcNow(),
        };
        if (Subscribe.Check(changed, policy) is { } refused) return refused;
        await subscriptions.SaveAsync(changed, ct);
        return changed;
    }
}
