using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Gives an account a new signing secret. Until the overlap is over, deliveries carry a signature of each.</summary>
internal sealed class RotateSecret(ISecretStore secrets, TimeProvider time)
{
    public Task<AccountSecrets> RunAsync(Guid accountId, TimeSpan overlap, CancellationToken ct) =>
        secrets.RotateAsync(accountId, time.GetUtcNow() + overlap, ct);
}
