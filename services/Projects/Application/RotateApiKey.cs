using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator replaces a key; the old one works on for a while, so that the client can move over.</summary>
internal sealed record RotateApiKey(Guid AccountId, Guid KeyId, TimeSpan Overlap);

internal sealed class RotateApiKeyHandler(IAccountStore accounts, IApiKeyStore keys, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<IssuedKey>> HandleAsync(RotateApiKey command, CancellationToken ct)
    {
        if (await accounts.HoldAsync(command.AccountId, ct) is null) return ProjectErrors.NoSuchAccount;
        if (await keys.FindAsync(command.AccountId, command.KeyId, ct) is not { } old) return ProjectErrors.NoSuchKey;

        var now = time.GetUtcNow();
        var retired = old.Retire(command.Overlap, now);
        if (retired.Error is { } notActive) return notActive;
        await keys.SaveAsync(retired.Value, ct);

        // One goes, one comes: the limit on active keys holds without counting.
        var issued = IssuedKey.New(command.AccountId, old.Name, old.Mode, now);
        await keys.AddAsync(issued.Key, ct);
        events.Publish(retired.Value.ToEvent(now));
        events.Publish(issued.Key.ToEvent(now));
        return issued;
    }
}
