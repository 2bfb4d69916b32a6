using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Projects.Api;

/// <summary>The modes of an account's keys; administrators' keys are not made here.</summary>
internal enum AccountKeyMode
{
    /// <summary>People do the jobs.</summary>
    Live,

    /// <summary>A simulator answers the jobs.</summary>
    Test,
}

internal sealed record CreateApiKeyRequest
{
    public string? Name { get; init; }

    public AccountKeyMode? Mode { get; init; }
}

internal sealed record RotateApiKeyRequest : IOptionalBody
{
    public int? OverlapMinutes { get; init; }
}

/// <summary>The only answer that shows a key.</summary>
internal sealed record IssuedKeyResponse(Guid Id, string Name, string Mode, string Key, string Prefix, DateTimeOffset CreateDate)
{
    public static IssuedKeyResponse Of(IssuedKey issued) => new(
        issued.Key.Id, issued.Key.Name, issued.Key.Mode.Word(), issued.Secret, issued.Key.Prefix, issued.Key.CreatedAt);

    // The generated one would print the key.
    public override string ToString() => $"{nameof(IssuedKeyResponse)} {Prefix}";
}

/// <summary>A key without the key.</summary>
internal sealed record ApiKeyResponse(
    Guid Id,
    string Name,
    string Mode,
    string Prefix,
    string Status,
    DateTimeOffset CreateDate,
    DateTimeOffset? ExpireDate,
    DateTimeOffset? RevokeDate,
    DateTimeOffset? LastUsedDate)
{
    public static ApiKeyResponse Of(ApiKey key, DateTimeOffset now) => new(
        key.Id,
        key.Name,
        key.Mode.Word(),
        key.Prefix,
        key.StatusAt(now).Word(),
        key.CreatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.LastUsedAt);
}
