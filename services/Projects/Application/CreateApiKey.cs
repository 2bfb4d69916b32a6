using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator gives an account a key.</summary>
internal sealed record CreateApiKey(Guid AccountId, string Name, KeyMode Mode);

internal sealed class CreateApiKeyHandler(IAccountStore accounts, IApiKeyStore keys, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<IssuedKey>> HandleAsync(CreateApiKey command, CancellationToken ct)
    {
        // Holding the account makes counting and adding one step: two requests at once cannot both take the last place.
        if (await accounts.HoldAsync(command.AccountId, ct) is null) return ProjectErrors.NoSuchAccount;
        if (await keys.CountActiveAsync(command.AccountId, command.Mode, ct) >= ApiKey.ActiveMax) return ProjectErrors.TooManyKeys(command.Mode);

        var now = time.GetUtcNow();
        var issued = IssuedKey.New(command.AccountId, command.Name, command.Mode, now);
        await keys.AddAsync(issued.Key, ct);
        // A gateway may remember that it found nothing under this lookup id.
        events.Publish(issued.Key.ToEvent(now));
        return issued;
    }
}
