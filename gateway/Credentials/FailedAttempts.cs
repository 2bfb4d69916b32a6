using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Hitl.Gateway.Credentials;

/// <summary>
/// Counts wrong credentials by client address and minute. Past the limit an address gets no more answers about credentials that
/// we do not know already; those that we know to be good go on working, for the neighbours behind the same address.
/// </summary>
internal sealed class FailedAttempts(IOptions<GatewayOptions> options, TimeProvider time)
{
    /// <summary>Bounds the memory that a flood from many addresses can take; beyond, new ones are not counted until the minute ends.</summary>
    private const int AddressesMax = 100_000;

    private const int IPv6NetworkBytes = 8;

    private volatile Window _window = new(0);

    public void Count(IPAddress? address)
    {
        var window = Current(out _);
        var source = SourceOf(address);
        if (window.Failures.ContainsKey(source) || window.TryGrow(AddressesMax))
            window.Failures.AddOrUpdate(source, 1, static (_, failures) => failures + 1);
    }

    /// <summary><paramref name="wait"/>: seconds until the address may try again.</summary>
    public bool IsBlocked(IPAddress? address, out int wait)
    {
        var window = Current(out wait);
        return window.Failures.TryGetValue(SourceOf(address), out var failures) && failures >= options.Value.FailedAttemptsPerMinute;
    }

    private Window Current(out int secondsLeft)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        secondsLeft = (int)(60 - (now % 60));
        var window = _window;
        if (window.Minute == now / 60) return window;
        // Two that do this at once may lose a count or two: no harm.
        return _window = new Window(now / 60);
    }

    /// <summary>One client has a whole /64 of IPv6 for itself.</summary>
    private static IPAddress SourceOf(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(IPv6NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private sealed class Window(long minute)
    {
        private int _addresses;

        public long Minute => minute;

        public ConcurrentDictionary<IPAddress, int> Failures { get; } = new();

        public bool TryGrow(int max) => Interlocked.Increment(ref _addresses) <= max;
    }
}
