using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>
/// Sees to it, when the service starts, that there is an administrator's key: without one nobody could make accounts. The file is
/// written before the database: a crash in between leaves a file, whose key the next start adopts.
/// </summary>
internal sealed class BootstrapAdminKey(IAdminKeyFile file, IApiKeyStore keys, IEventPublisher events, TimeProvider time)
{
    private const string Name = "bootstrap";

    private static readonly Error NotAKey = new(
        ErrorKind.Invalid, "admin_key_file_invalid", "The file holds no administrator's key. Remove it, and a new key is made.");

    private static readonly Error OldKey = new(
        ErrorKind.Conflict, "admin_key_file_stale", "The file holds a key that was revoked. Remove it, and a new key is made.");

    /// <summary>Null when there is a key already.</summary>
    public async Task<Result<ApiKey?>> HandleAsync(CancellationToken ct)
    {
        await keys.HoldAdminKeysAsync(ct);
        var now = time.GetUtcNow();
        if (await keys.HasAdminKeyAsync(now, ct)) return (ApiKey?)null;

        var secret = await file.ReadOrCreateAsync(ApiKeyFormat.Generate(ApiKeyMode.Admin), ct);
        if (!ApiKeyFormat.TryParse(secret, out var mode) || mode != ApiKeyMode.Admin) return NotAKey;
        if (await keys.IsKnownAsync(ApiKeyFormat.LookupIdOf(secret), ct)) return OldKey;

        var issued = IssuedKey.Of(secret, accountId: null, Name, KeyMode.Admin, now);
        await keys.AddAsync(issued.Key, ct);
        events.Publish(issued.Key.ToEvent(now));
        return issued.Key;
    }
}
