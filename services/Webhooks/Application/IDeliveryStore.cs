using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Where a delivery goes and what the customer wants in its head; secret, sealed wherever it is kept.</summary>
internal sealed record DeliveryTarget(string Url, IReadOnlyDictionary<string, string> Headers)
{
    public override string ToString() => nameof(DeliveryTarget);
}

/// <summary>A delivery to be made.</summary>
internal sealed record NewDelivery
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Event { get; init; }

    public Guid? JobId { get; init; }

    public Guid? ProjectId { get; init; }

    public long Version { get; init; }

    /// <summary>What it was ordered by; null for a job's own webhook, which <see cref="Version"/> makes once.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Whose secret signs it; null for the account's.</summary>
    public Guid? SubscriptionId { get; init; }

    public DeliveryRule Rule { get; init; }

    /// <summary>Whether it tells of a test key's job.</summary>
    public bool IsTest { get; init; }

    public required DeliveryTarget Target { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Which ended deliveries are sent again; null means any.</summary>
internal sealed record ResendRange
{
    public required DeliveryState State { get; init; }

    /// <summary>Whose; null, for administrators alone, everybody's.</summary>
    public required Guid? AccountId { get; init; }

    public string? Event { get; init; }

    public Guid? JobId { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The last one that a call before has sent again: deliveries fail or arrive meanwhile, and must not be taken twice.</summary>
    public Guid? After { get; init; }
}

/// <summary>How many are due again, and the last of them.</summary>
internal sealed record Resent(int Count, Guid? Last);

/// <summary>What came of a resend.</summary>
internal enum ResendOutcome
{
    /// <summary>It is due now.</summary>
    Due,

    /// <summary>It is in a sender's hands.</summary>
    BeingSent,

    /// <summary>There is none, or it is another account's.</summary>
    NotFound,
}

/// <summary>Deliveries as clients and events change them, inside the unit of work at hand.</summary>
internal interface IDeliveryStore
{
    /// <summary>
    /// Adds what is not there yet. What a newer version of the same job already tells is left out, and replaces what is still pending.
    /// </summary>
    Task AddAsync(IReadOnlyList<NewDelivery> deliveries, CancellationToken ct);

    /// <summary>Makes one delivery due now and begins its schedule anew, whatever its state.</summary>
    /// <param name="id">The delivery.</param>
    /// <param name="accountId">Whose it must be; null for anybody's.</param>
    /// <param name="ct">Cancels.</param>
    Task<ResendOutcome> ResendAsync(Guid id, Guid? accountId, CancellationToken ct);

    /// <summary>The same for at most <paramref name="max"/> of a range, oldest first.</summary>
    Task<Resent> ResendAsync(ResendRange range, int max, CancellationToken ct);
}
