using Hitl.Projects.Domain;

namespace Hitl.Projects.Infrastructure.Postgres;

internal record ApiKeyRow
{
    public const string Columns =
        "api_key.id, api_key.account_id, api_key.mode, api_key.name, api_key.lookup_id, api_key.prefix, api_key.hash, " +
        "api_key.created_at, api_key.expires_at, api_key.revoked_at, api_key.last_used_at";

    public Guid Id { get; init; }

    public Guid? AccountId { get; init; }

    public string Mode { get; init; } = "";

    public string Name { get; init; } = "";

    public string LookupId { get; init; } = "";

    public string Prefix { get; init; } = "";

    public byte[] Hash { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public static ApiKeyRow Of(ApiKey key) => new()
    {
        Id = key.Id,
        AccountId = key.AccountId,
        Mode = key.Mode.Word(),
        Name = key.Name,
        LookupId = key.LookupId,
        Prefix = key.Prefix,
        Hash = key.Hash,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        RevokedAt = key.RevokedAt,
    };

    public ApiKey ToApiKey() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Mode = Words.Parse<KeyMode>(Mode),
        Name = Name,
        LookupId = LookupId,
        Prefix = Prefix,
        Hash = Hash,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        RevokedAt = RevokedAt,
        LastUsedAt = LastUsedAt,
    };
}
