namespace Hitl.Gateway.Rates;

/// <summary>
/// One subject's minute in this gateway. It spends from a share that it took from the common table, and takes the next one before
/// that runs out, so that requests do not wait; those that come while nothing is left wait for the share that is on its way.
/// </summary>
internal sealed class Quota(Guid subject, IQuotaLeases leases)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _minute;

    /// <summary>Taken and not yet spent; below zero what was spent without a share while the table was out of reach.</summary>
    private int _share;

    /// <summary>Spent here, with and without a share.</summary>
    private int _spent;

    /// <summary>Taken by all gateways, as far as we know.</summary>
    private long _taken;

    /// <summary>Requests that wait for a share; the next one is made large enough for all of them.</summary>
    private int _waiting;

    private Task? _refill;

    public ValueTask<Standing> TakeAsync(QuotaPolicy policy, DateTimeOffset now, CancellationToken ct) =>
        TryTake(policy, now, out var refill) is { } standing ? ValueTask.FromResult(standing) : WaitAsync(policy, now, refill!, ct);

    /// <summary>Nothing was asked of it in this minute or the one before, and nothing is on its way.</summary>
    public bool IsIdle(DateTimeOffset now)
    {
        lock (_lock) return _refill is null && now - _minute > 2 * Minute;
    }

    /// <summary>Null when the request has to wait for <paramref name="refill"/>.</summary>
    private Standing? TryTake(QuotaPolicy policy, DateTimeOffset now, out Task? refill)
    {
        lock (_lock)
        {
            Begin(now);
            refill = null;
            if (_share > 0 || (leases.IsDown && _spent < policy.Limit))
            {
                _share--;
                _spent++;
                if (_share <= policy.Chunk / 2 && _taken < policy.Limit && leases.IsWorthTrying) _ = Refill(policy);
                return StandingAt(policy, now, isAllowed: true);
            }

            if (_taken >= policy.Limit || leases.IsDown) return StandingAt(policy, now, isAllowed: false);
            refill = Refill(policy);
            return null;
        }
    }

    private async ValueTask<Standing> WaitAsync(QuotaPolicy policy, DateTimeOffset now, Task refill, CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            while (true)
            {
                await refill.WaitAsync(ct);
                if (TryTake(policy, now, out var next) is { } standing) return standing;
                refill = next!;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Begin(DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.Ticks - (now.Ticks % Minute.Ticks), TimeSpan.Zero);
        // A request that read the clock just before the minute ended still counts into the one that has begun; only a clock that
        // was really set back begins an earlier one.
        if (minute == _minute || minute + Minute == _minute) return;
        (_minute, _share, _spent, _taken, _refill) = (minute, 0, 0, 0, null);
    }

    private Task Refill(QuotaPolicy policy) =>
        _refill ??= RefillAsync(policy, _minute, Math.Max(policy.Chunk, _waiting) + Math.Max(0, -_share));

    private async Task RefillAsync(QuotaPolicy policy, DateTimeOffset minute, int wanted)
    {
        // Out of the caller's lock.
        await Task.Yield();
        long? taken = null;
        try
        {
            taken = await leases.TakeAsync(subject, minute, wanted);
        }
        finally
        {
            lock (_lock)
            {
                if (_minute == minute) Apply(policy, wanted, taken);
            }
        }
    }

    private void Apply(QuotaPolicy policy, int wanted, long? taken)
    {
        _refill = null;
        if (taken is not { } sum) return;
        _taken = sum;
        _share += (int)Math.Clamp(policy.Limit - (sum - wanted), 0, wanted);
    }

    private Standing StandingAt(QuotaPolicy policy, DateTimeOffset now, bool isAllowed)
    {
        var resetsAt = (_minute + Minute).ToUnixTimeSeconds();
        var remaining = leases.IsDown ? policy.Limit - _spent : Math.Max(0, policy.Limit - _taken) + Math.Max(0, _share);
        return new Standing(
            policy, isAllowed, (int)Math.Clamp(remaining, 0, policy.Limit), resetsAt, (int)Math.Max(1, resetsAt - now.ToUnixTimeSeconds()));
    }
}
