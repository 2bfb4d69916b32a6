namespace Hitl.Contracts.Projects;

/// <summary>What an account pays for; decides its requests a minute.</summary>
public enum Plan
{
    /// <summary>1,000 requests a minute.</summary>
    Standard,

    /// <summary>10,000 requests a minute.</summary>
    Professional,

    /// <summary>100,000 requests a minute.</summary>
    Enterprise,
}

/// <summary>Whether an account's keys work.</summary>
public enum AccountStatus
{
    /// <summary>Its keys work.</summary>
    Active,

    /// <summary>Its keys are refused, as if they were revoked.</summary>
    Suspended,
}

/// <summary>An account was created, renamed, put on another plan, suspended or reactivated.</summary>
public sealed record AccountChanged
{
    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Grows with each change of this account.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Whether its keys work.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>Where webhooks of jobs go that name no URL; null when there is no such place.</summary>
    public string? DefaultCallbackUrl { get; init; }

    /// <summary>When it changed.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}

/// <summary>An API key was made, rotated or revoked: whoever remembers it must forget what they know of it.</summary>
public sealed record ApiKeyChanged
{
    /// <summary>The key's own id.</summary>
    public required Guid KeyId { get; init; }

    /// <summary>The first 8 random characters of the key, by which it is looked up.</summary>
    public required string LookupId { get; init; }

    /// <summary>Its account; null for administrators' keys.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>When it changed.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
