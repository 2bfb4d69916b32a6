using System.Collections.Concurrent;

namespace Hitl.Gateway.Rates;

/// <summary>The quotas of all who were here lately.</summary>
internal sealed class Quotas(IQuotaLeases leases, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Quota> _quotas = new();

    public ValueTask<Standing> TakeAsync(Guid subject, QuotaPolicy policy, CancellationToken ct) =>
        _quotas.GetOrAdd(subject, static (id, leases) => new Quota(id, leases), leases).TakeAsync(policy, time.GetUtcNow(), ct);

    /// <summary>Lets go of those who have not been here for a while.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (subject, quota) in _quotas)
        {
            if (quota.IsIdle(now)) _quotas.TryRemove(subject, out _);
        }
    }
}
