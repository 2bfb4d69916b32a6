using Hitl.ServiceDefaults.Results;

namespace Hitl.Webhooks.Domain;

/// <summary>An account's standing wish to be told of events.</summary>
internal sealed record Subscription
{
    public const int PerAccountMax = 50;

    private const int DescriptionLengthMax = 500;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public required string Description { get; init; }

    public required bool IsActive { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is to be told of an event of an account.</summary>
    public bool Wants(Guid accountId, string name) => AccountId == accountId && Events.Contains(name, StringComparer.Ordinal);

    /// <summary>What is wrong with its form; null when nothing is. Whether its URL can be reached, the outbound guard says.</summary>
    public Error? Check()
    {
        if (Events.Count == 0) return DeliveryErrors.Invalid("events", $"must name at least one of {Names}.");
        if (Events.FirstOrDefault(name => !EventNames.Subscribable.Contains(name, StringComparer.Ordinal)) is { } unknown)
            return DeliveryErrors.Invalid("events", $"\"{unknown}\" is no event; there are {Names}.");
        return Description.Length > DescriptionLengthMax
            ? DeliveryErrors.Invalid("description", $"must not be longer than {DescriptionLengthMax} characters.")
            : null;
    }

    private static string Names => string.Join(", ", EventNames.Subscribable);
}
