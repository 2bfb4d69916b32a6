using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>An account wants to be told of events.</summary>
internal sealed class Subscribe(ISubscriptionStore subscriptions, OutboundPolicy policy, TimeProvider time)
{
    public async Task<Result<Subscription>> RunAsync(Guid accountId, SubscriptionOrder order, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var subscription = new Subscription
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            Url = order.Url ?? "",
            Events = Distinct(order.Events ?? []),
            Description = order.Description ?? "",
            IsActive = order.IsActive ?? true,
            CreatedAt = now,
            UpdatedAt = now,
        };
        if (Check(subscription, policy) is { } refused) return refused;
        return await subscriptions.AddAsync(subscription, ct) ? subscription : DeliveryErrors.TooManySubscriptions;
    }

    /// <summary>What a new and a changed subscription must be.</summary>
    public static Error? Check(Subscription subscription, OutboundPolicy policy) => subscription.Check()
        ?? (policy.CheckUrl(subscription.Url) is { Allowed: false } refused
            ? DeliveryErrors.UrlRefused(refused.Refusal, new OutboundFailure(refused.Refusal).Message)
            : null);

    public static IReadOnlyList<string> Distinct(IReadOnlyList<string> events) => [.. events.Distinct(StringComparer.Ordinal)];
}
