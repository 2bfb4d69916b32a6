using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Webhooks.Infrastructure.Sending;

/// <summary>
/// How much this replica does at once. For quick endpoints it claims ahead, so that a connection never waits for the database; slow ones,
/// and those not known yet, have slots of their own, and so take none of the others'.
/// </summary>
internal sealed class SendSlots(IOptions<WebhooksOptions> options) : IDisposable
{
    /// <summary>Claimed at most for each request that may run.</summary>
    private const int ClaimAhead = 4;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.Ordinal);
    private readonly Lane[] _lanes =
        [.. Enum.GetValues<Pace>().Select(pace => new Lane(options.Value.ConcurrencyMax, pace == Pace.Quick ? ClaimAhead : 1))];
    private readonly int _perHost = options.Value.ConcurrencyPerHostMax;

    /// <summary>What may be claimed now; null for nothing.</summary>
    public ClaimRoom? RoomFor(Pace pace)
    {
        var lane = LaneOf(pace);
        lock (_lock)
        {
            var free = lane.HeldMax - lane.Held;
            var held = _hosts.ToDictionary(host => host.Key, host => host.Value.Held, StringComparer.Ordinal);
            return free <= 0 ? null : new ClaimRoom(pace, free, _perHost * lane.ClaimAhead, held);
        }
    }

    /// <summary>Whether some host may have more due than this replica will hold.</summary>
    public bool IsAnyHostFull(Pace pace)
    {
        lock (_lock) return _hosts.Values.Any(host => host.Held >= _perHost * LaneOf(pace).ClaimAhead);
    }

    /// <summary>Counts a claimed delivery; <see cref="Release"/> it in any case.</summary>
    public void Hold(string host, Pace pace)
    {
        lock (_lock)
        {
            LaneOf(pace).Held++;
            if (!_hosts.TryGetValue(host, out var slots)) _hosts[host] = slots = new Host(_perHost);
            slots.Held++;
        }
    }

    /// <summary>Waits until a request to the host may run.</summary>
    public async Task<IDisposable> EnterAsync(string host, Pace pace, CancellationToken ct)
    {
        SemaphoreSlim hostGate, laneGate = LaneOf(pace).Gate;
        lock (_lock) hostGate = _hosts[host].Gate;

        // The host's first: whoever waits for a host must not keep others out of the lane.
        await hostGate.WaitAsync(ct);
        try
        {
            await laneGate.WaitAsync(ct);
        }
        catch
        {
            hostGate.Release();
            throw;
        }

        return new Slot(hostGate, laneGate);
    }

    /// <returns>Whether enough is free again to be worth a claim.</returns>
    public bool Release(string host, Pace pace)
    {
        lock (_lock)
        {
            var lane = LaneOf(pace);
            var slots = _hosts[host];
            lane.Held--;
            slots.Held--;
            // Whoever holds nothing is forgotten: customers may name any number of hosts.
            if (slots.Held == 0 && _hosts.Remove(host)) slots.Gate.Dispose();
            return slots.Held * 2 <= _perHost * lane.ClaimAhead || lane.Held * 2 <= lane.HeldMax;
        }
    }

    public void Dispose()
    {
        foreach (var lane in _lanes) lane.Gate.Dispose();
        foreach (var host in _hosts.Values) host.Gate.Dispose();
    }

    private Lane LaneOf(Pace pace) => _lanes[(int)pace];

    private sealed class Lane(int concurrency, int claimAhead)
    {
        public SemaphoreSlim Gate { get; } = new(concurrency);

        public int ClaimAhead => claimAhead;

        public int HeldMax => concurrency * claimAhead;

        public int Held { get; set; }
    }

    private sealed class Host(int concurrency)
    {
        public SemaphoreSlim Gate { get; } = new(concurrency);

        public int Held { get; set; }
    }

    private sealed class Slot(SemaphoreSlim host, SemaphoreSlim lane) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 1) return;
            lane.Release();
            host.Release();
        }
    }
}
