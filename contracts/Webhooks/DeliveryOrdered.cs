using System.Text.Json;

namespace Hitl.Contracts.Webhooks;

/// <summary>By which rules a delivery is tried.</summary>
public enum DeliveryRule
{
    /// <summary>Any 2xx; the Standard Webhooks schedule.</summary>
    Standard,

    /// <summary>200 alone; 20 tries in 24 hours, as Scale's document says.</summary>
    Scale,

    /// <summary>Any 2xx; 5 tries in an hour.</summary>
    Brief,
}

/// <summary>A dialect has something to say to a client: to one URL, or to the account's subscriptions for the event.</summary>
public sealed record DeliveryOrdered
{
    /// <summary>Makes the delivery once, however often this arrives.</summary>
    public required Guid OrderId { get; init; }

    /// <summary>To whom.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>About which job; null when it is about none.</summary>
    public Guid? JobId { get; init; }

    /// <summary>What happened, such as <c>task.completed</c> or <c>review.completed</c>.</summary>
    public required string Event { get; init; }

    /// <summary>Whether a test key's job is meant.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Where it goes; null: to every active subscription of the account for <see cref="Event"/>.</summary>
    public string? Url { get; init; }

    /// <summary>Sent with it; the values are secrets.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The body, as it is sent.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>How it is tried.</summary>
    public required DeliveryRule Rule { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Nothing of the headers: they must never reach a log.</summary>
    public override string ToString() => $"{nameof(DeliveryOrdered)} {OrderId}";
}
