using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>An account wants to hear no more. What is on its way already still arrives, and the log keeps it.</summary>
internal sealed class Unsubscribe(ISubscriptionStore subscriptions)
{
    /// <returns>The subscription as it was.</returns>
    public async Task<Result<Subscription>> RunAsync(Guid accountId, Guid id, CancellationToken ct)
    {
        if (await subscriptions.HoldAsync(accountId, id, ct) is not { } held) return DeliveryErrors.NoSuchSubscription;
        await subscriptions.RemoveAsync(id, ct);
        return held;
    }
}
