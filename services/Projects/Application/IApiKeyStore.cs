using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>Keeps API keys, inside the unit of work. Hold the account first: its limit is counted before a key is added.</summary>
internal interface IApiKeyStore
{
    Task AddAsync(ApiKey key, CancellationToken ct);

    /// <summary>A key of the account; null when it has no such key.</summary>
    Task<ApiKey?> FindAsync(Guid accountId, Guid keyId, CancellationToken ct);

    Task SaveAsync(ApiKey key, CancellationToken ct);

    /// <summary>Keys that are neither revoked nor rotated away.</summary>
    Task<int> CountActiveAsync(Guid accountId, KeyMode mode, CancellationToken ct);

    /// <summary>Waits until no other replica makes the first administrator's key.</summary>
    Task HoldAdminKeysAsync(CancellationToken ct);

    /// <summary>Whether an administrator's key works.</summary>
    Task<bool> HasAdminKeyAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether a key was ever kept under this lookup id.</summary>
    Task<bool> IsKnownAsync(string lookupId, CancellationToken ct);
}
