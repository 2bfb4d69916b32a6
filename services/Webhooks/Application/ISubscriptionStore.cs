using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Keeps subscriptions, inside the unit of work.</summary>
internal interface ISubscriptionStore
{
    /// <summary>False when the account has as many as it may; of two requests at once the second counts the first.</summary>
    Task<bool> AddAsync(Subscription subscription, CancellationToken ct);

    /// <summary>The subscription, held until the unit of work ends; null when the account has none such.</summary>
    Task<Subscription?> HoldAsync(Guid accountId, Guid id, CancellationToken ct);

    Task SaveAsync(Subscription subscription, CancellationToken ct);

    Task RemoveAsync(Guid id, CancellationToken ct);

    /// <summary>The active subscriptions of these accounts for any of these events.</summary>
    Task<IReadOnlyList<Subscription>> FindActiveAsync(IReadOnlyCollection<Guid> accountIds, IReadOnlyCollection<string> events, CancellationToken ct);
}
