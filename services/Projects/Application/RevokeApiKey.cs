using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator ends a key at once. Ending it again changes nothing.</summary>
internal sealed record RevokeApiKey(Guid AccountId, Guid KeyId);

internal sealed class RevokeApiKeyHandler(IAccountStore accounts, IApiKeyStore keys, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<ApiKey>> HandleAsync(RevokeApiKey command, CancellationToken ct)
    {
        if (await accounts.HoldAsync(command.AccountId, ct) is null) return ProjectErrors.NoSuchAccount;
        if (await keys.FindAsync(command.AccountId, command.KeyId, ct) is not { } key) return ProjectErrors.NoSuchKey;

        var now = time.GetUtcNow();
        var revoked = key.Revoke(now);
        if (ReferenceEquals(revoked, key)) return key;
        await keys.SaveAsync(revoked, ct);
        events.Publish(revoked.ToEvent(now));
        return revoked;
    }
}
