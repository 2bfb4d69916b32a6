using System.Security.Cryptography;
using Hitl.Contracts.Projects;
using AccountStatus = Hitl.Projects.Domain.AccountStatus;

namespace Hitl.Projects.Application;

/// <summary>The gateway asks whose key it was shown.</summary>
internal sealed class ResolveApiKeyHandler(IKeyDirectory keys, IKeyUses uses, TimeProvider time)
{
    private static readonly TimeSpan NoteUseEvery = TimeSpan.FromMinutes(1);

    public async Task<ApiKeyFacts?> HandleAsync(ResolveApiKey question, CancellationToken ct)
    {
        if (await keys.FindAsync(question.LookupId, ct) is not { Key: var key } found) return null;

        var now = time.GetUtcNow();
        if (!CryptographicOperations.FixedTimeEquals(key.Hash, question.KeyHash)) return null;
        if (!key.WorksAt(now) || found.AccountStatus is AccountStatus.Suspended) return null;

        if (key.LastUsedAt is not { } last || now - last >= NoteUseEvery) uses.Note(key.Id, now);
        return new ApiKeyFacts
        {
            KeyId = key.Id,
            Mode = key.Mode.ToFact(),
            AccountId = key.AccountId,
            Plan = found.Plan?.ToFact(),
            ExpiresAt = key.ExpiresAt,
        };
    }
}
