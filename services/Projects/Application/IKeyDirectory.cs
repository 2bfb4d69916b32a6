using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>A key with what the gateway needs to know of its account.</summary>
/// <param name="Key">The key.</param>
/// <param name="Plan">Null for administrators' keys.</param>
/// <param name="AccountStatus">Null for administrators' keys.</param>
internal sealed record ListedKey(ApiKey Key, Plan? Plan, AccountStatus? AccountStatus);

/// <summary>Finds keys, outside any transaction.</summary>
internal interface IKeyDirectory
{
    Task<ListedKey?> FindAsync(string lookupId, CancellationToken ct);
}

/// <summary>Notes that keys were used, some time after it is told.</summary>
internal interface IKeyUses
{
    void Note(Guid keyId, DateTimeOffset usedAt);
}
