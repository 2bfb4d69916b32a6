using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>The accounts' signing secrets.</summary>
internal interface ISecretStore
{
    /// <summary>The account's secrets; every account has one from the beginning.</summary>
    Task<AccountSecrets> GetAsync(Guid accountId, CancellationToken ct);

    /// <summary>Gives the account a new secret, inside the unit of work at hand; the one before holds until <paramref name="previousExpiresAt"/>.</summary>
    Task<AccountSecrets> RotateAsync(Guid accountId, DateTimeOffset previousExpiresAt, CancellationToken ct);
}
