using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>A delivery in this replica's hands until its lease ends.</summary>
internal sealed record ClaimedDelivery
{
    public required Guid Id { get; init; }

    public required Guid LeaseId { get; init; }

    public required DateTimeOffset LeaseUntil { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid EndpointId { get; init; }

    public required string Host { get; init; }

    public required string Event { get; init; }

    public required Guid? JobId { get; init; }

    /// <summary>Tries since its schedule began, without the one at hand.</summary>
    public required int Tries { get; init; }

    /// <summary>A <see cref="DeliveryTarget"/>, opened by the poster only.</summary>
    public required byte[] SealedTarget { get; init; }

    public required AccountSecrets Secrets { get; init; }

    /// <summary>How it is tried.</summary>
    public required DeliveryRule Rule { get; init; }

    /// <summary>The subscription that it goes to; null when it goes to a job's own URL.</summary>
    public Guid? SubscriptionId { get; init; }

    public DeliveryPlan Plan => new(Rule, SubscriptionId is not null);

    /// <summary>Sent along where the rule wants the account's own key in the head: see <see cref="CallbackKeys"/>; null elsewhere.</summary>
    public string? CallbackKey { get; init; }

    public required byte[] Body { get; init; }

    public required string? TraceParent { get; init; }

    public override string ToString() => $"{nameof(ClaimedDelivery)} {Id}";
}

/// <summary>How many deliveries a replica has room for.</summary>
/// <param name="Pace">To which kind of endpoints.</param>
/// <param name="Free">All together.</param>
/// <param name="PerHostMax">For one host, with what it already holds.</param>
/// <param name="HeldByHost">What it already holds.</param>
internal sealed record ClaimRoom(Pace Pace, int Free, int PerHostMax, IReadOnlyDictionary<string, int> HeldByHost);

/// <summary>A try that is over.</summary>
internal sealed record EndedAttempt(ClaimedDelivery Delivery, DateTimeOffset At, PostOutcome Outcome, Verdict Verdict);

/// <summary>The sender's side of the deliveries, shared by all replicas.</summary>
internal interface IDeliveryQueue
{
    /// <summary>Takes what is due, endpoint by endpoint in turn, under a lease that no other replica breaks.</summary>
    Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(ClaimRoom room, CancellationToken ct);

    /// <summary>
    /// Writes a try down, with the delivery's new state, what it says about its endpoint, and <c>DeliveryEnded</c>. False when the lease
    /// was lost meanwhile: then the try counts for nothing, and the delivery is somebody else's.
    /// </summary>
    Task<bool> RecordAsync(EndedAttempt attempt, CancellationToken ct);

    /// <summary>Makes a claimed delivery due again at once, without a try.</summary>
    Task GiveBackAsync(ClaimedDelivery delivery, CancellationToken ct);
}
