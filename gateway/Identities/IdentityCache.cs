using System.Collections.Concurrent;

namespace Hitl.Gateway.Identities;

/// <summary>How long, and how much, an <see cref="IdentityCache"/> remembers.</summary>
/// <param name="KeepFor">For credentials that hold.</param>
/// <param name="KeepWrongFor">For those that do not.</param>
internal sealed record IdentityCacheLimits(TimeSpan KeepFor, TimeSpan KeepWrongFor)
{
    /// <summary>Credentials that hold, remembered at one time.</summary>
    public int KnownMax { get; init; } = 50_000;

    /// <summary>Whether a wrong credential never comes to hold, so that no change is a reason to ask again.</summary>
    public bool WrongStaysWrong { get; init; }

    /// <summary>Wrong ones; apart, so that a flood of inventions cannot push out what holds.</summary>
    public int WrongMax { get; init; } = 10_000;
}

/// <summary>
/// Remembers who stands behind a credential. Requests that miss at the same time share one question. What was asked before
/// something changed is not remembered after it: each change begins a new generation, and an answer only counts in its own.
/// </summary>
internal sealed class IdentityCache(IdentityCacheLimits limits, TimeProvider time)
{
    /// <summary>A service that does not answer in time is down.</summary>
    private static readonly TimeSpan AskWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Digest, Entry> _known = new();
    private readonly ConcurrentDictionary<Digest, Entry> _wrong = new();
    private readonly Dictionary<Digest, Task<Identity?>> _asking = [];
    private readonly Lock _lock = new();
    private long _generation;

    public bool TryGet(Digest digest, out Identity? identity)
    {
        var found = _known.TryGetValue(digest, out var entry) || _wrong.TryGetValue(digest, out entry);
        identity = entry?.Identity;
        return found && entry!.Until > time.GetUtcNow();
    }

    /// <summary>The answer of <paramref name="ask"/>, or of a question for the same credential that is already on its way.</summary>
    public Task<Identity?> AskAsync(Digest digest, string lookupId, Func<CancellationToken, Task<Identity?>> ask)
    {
        lock (_lock)
        {
            if (_asking.TryGetValue(digest, out var asking)) return asking;
            return _asking[digest] = AskOnceAsync(digest, lookupId, _generation, ask);
        }
    }

    /// <summary>
    /// Forgets the identities that <paramref name="isConcerned"/> names by lookup id and identity, whatever is being asked, and
    /// wrong credentials that may hold now.
    /// </summary>
    public void Forget(Func<string, Identity, bool> isConcerned)
    {
        lock (_lock)
        {
            _generation++;
            _asking.Clear();
            if (!limits.WrongStaysWrong) _wrong.Clear();
            foreach (var (digest, entry) in _known)
            {
                if (isConcerned(entry.LookupId, entry.Identity!)) _known.TryRemove(digest, out _);
            }
        }
    }

    private async Task<Identity?> AskOnceAsync(Digest digest, string lookupId, long generation, Func<CancellationToken, Task<Identity?>> ask)
    {
        // Off the caller's lock.
        await Task.Yield();
        using var deadline = new CancellationTokenSource(AskWithin, time);
        try
        {
            var identity = await ask(deadline.Token);
            lock (_lock)
            {
                if (generation == _generation) Remember(digest, lookupId, identity);
            }

            return identity;
        }
        finally
        {
            lock (_lock)
            {
                if (generation == _generation) _asking.Remove(digest);
            }
        }
    }

    private void Remember(Digest digest, string lookupId, Identity? identity)
    {
        var now = time.GetUtcNow();
        if (identity is null)
        {
            _known.TryRemove(digest, out _);
            MakeRoom(_wrong, limits.WrongMax, now);
            _wrong[digest] = new Entry(lookupId, null, now + limits.KeepWrongFor);
            return;
        }

        var until = now + limits.KeepFor;
        _wrong.TryRemove(digest, out _);
        MakeRoom(_known, limits.KnownMax, now);
        _known[digest] = new Entry(lookupId, identity, identity.EndsAt < until ? identity.EndsAt.Value : until);
    }

    private static void MakeRoom(ConcurrentDictionary<Digest, Entry> entries, int max, DateTimeOffset now)
    {
        if (entries.Count < max) return;
        foreach (var (digest, entry) in entries)
        {
            if (entry.Until <= now) entries.TryRemove(digest, out _);
        }

        // All of them are fresh: asking again is cheaper than keeping an order of use.
        if (entries.Count >= max) entries.Clear();
    }

    private sealed record Entry(string LookupId, Identity? Identity, DateTimeOffset Until);
}
