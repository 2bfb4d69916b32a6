namespace Hitl.Contracts.Webhooks;

/// <summary>A webhook was delivered, or all its tries are used up.</summary>
public sealed record DeliveryEnded
{
    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>The job it is about; null for other events.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The subscription that it went to; null when it went to the job's own URL.</summary>
    public Guid? SubscriptionId { get; init; }

    /// <summary>Its account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Whether the receiver accepted it.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>How many tries it took.</summary>
    public required int Attempts { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
