using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>The accounts' callback keys.</summary>
internal interface ICallbackKeyStore
{
    /// <summary>The account's keys, with what the unit of work at hand has changed; every account has them from the beginning.</summary>
    Task<CallbackKeys> GetAsync(Guid accountId, CancellationToken ct);

    /// <summary>Gives the account a new key, inside the unit of work at hand; callbacks carry it from <paramref name="takesOverAt"/> on.</summary>
    Task RotateAsync(Guid accountId, bool isTest, DateTimeOffset takesOverAt, CancellationToken ct);
}
