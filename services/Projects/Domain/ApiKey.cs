using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Domain;

/// <summary>What a key is for, as its prefix says.</summary>
internal enum KeyMode
{
    /// <summary>People do the jobs.</summary>
    Live,

    /// <summary>A simulator answers the jobs.</summary>
    Test,

    /// <summary>Administration; belongs to no account.</summary>
    Admin,
}

/// <summary>What has become of a key.</summary>
internal enum KeyStatus
{
    /// <summary>Works until it is rotated or revoked.</summary>
    Active,

    /// <summary>Was rotated and works until its overlap ends.</summary>
    Expiring,

    /// <summary>Was rotated, and its overlap is over.</summary>
    Expired,

    /// <summary>Was revoked.</summary>
    Revoked,
}

/// <summary>An API key, of which we only know the hash.</summary>
internal sealed record ApiKey
{
    /// <summary>Active keys of one mode that an account may have; two, so that a client can move from one to the next.</summary>
    public const int ActiveMax = 2;

    /// <summary>A rotated key works on for a day at the most.</summary>
    public const int OverlapMinutesMax = 1440;

    public required Guid Id { get; init; }

    /// <summary>Null for administrators' keys.</summary>
    public Guid? AccountId { get; init; }

    public required string Name { get; init; }

    public required KeyMode Mode { get; init; }

    /// <summary>The part of the key under which it is found.</summary>
    public required string LookupId { get; init; }

    /// <summary>What may be shown of the key.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public KeyStatus StatusAt(DateTimeOffset now) => this switch
    {
        { RevokedAt: not null } => KeyStatus.Revoked,
        { ExpiresAt: null } => KeyStatus.Active,
        { ExpiresAt: var end } => now < end ? KeyStatus.Expiring : KeyStatus.Expired,
    };

    public bool WorksAt(DateTimeOffset now) => StatusAt(now) is KeyStatus.Active or KeyStatus.Expiring;

    /// <summary>The key with its end set after <paramref name="overlap"/>, because another takes its place.</summary>
    public Result<ApiKey> Retire(TimeSpan overlap, DateTimeOffset now) =>
        StatusAt(now) is var status and not KeyStatus.Active ? ProjectErrors.KeyNotActive(status) : this with { ExpiresAt = now + overlap };

    /// <summary>The key after its end; this one when it was revoked before.</summary>
    public ApiKey Revoke(DateTimeOffset now) => RevokedAt is null ? this with { RevokedAt = now } : this;
}
