using System.Globalization;
using System.Net;

namespace Hitl.ServiceDefaults.Outbound;

// What the operator lets through although it is not public. A rule without ports allows any port of its addresses.
internal sealed class AllowList
{
    private static readonly char[] Separators = [',', ';', ' ', '\n', '\r', '\t'];
    private static readonly IPAddress[] Loopbacks = [IPAddress.Loopback, IPAddress.IPv6Loopback];
    private readonly Rule[] _rules;

    private AllowList(Rule[] rules) => _rules = rules;

    public static AllowList Empty { get; } = new([]);

    // Names of the inside make sense only where some of the inside, beyond this machine, may be reached.
    public bool ReachesPrivateNetworks => _rules.Any(rule => !IPAddress.IsLoopback(rule.Network.BaseAddress));

    public static AllowList Parse(string text) =>
        new([.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(ParseRule)]);

    public bool Allows(IPAddress address, int port)
    {
        address = AddressTable.Unmap(address);
        return _rules.Any(rule => rule.Has(port) && rule.Network.Contains(address)) && !AddressTable.IsMetadata(address);
    }

    // For a host whose addresses are not known yet.
    public bool MayAllow(int port) => _rules.Any(rule => rule.Has(port));

    public IEnumerable<IPAddress> AllowedLoopbacks(int port) => Loopbacks.Where(address => Allows(address, port));

    public override string ToString() => _rules.Length == 0 ? "none" : string.Join(", ", _rules.Select(rule => rule.Text));

    private static Rule ParseRule(string text)
    {
        var (network, ports) = Split(text);
        var range = ports.Split('-');
        if (range.Length > 2 || !TryPort(range[0], 0, out var first) || !TryPort(range[^1], IPEndPoint.MaxPort, out var last) || first > last)
            throw Bad(text);

        if (IPAddress.TryParse(network, out var single))
            return new Rule(text, new IPNetwork(single, single.GetAddressBytes().Length * 8), first, last);

        return IPNetwork.TryParse(network, out var parsed) ? new Rule(text, parsed, first, last) : throw Bad(text);
    }

    private static (string Network, string Ports) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            if (end < 0 || (end + 1 < text.Length && text[end + 1] is not (':' or '/')))
                throw Bad(text);

            // Both [fd12::/64]:80 and [fd12::]/64:80 are written by people.
            var rest = text[(end + 1)..];
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? (text[1..end] + rest, "") : (text[1..end] + rest[..colon], rest[(colon + 1)..]);
        }

        var only = text.IndexOf(':', StringComparison.Ordinal);
        var isV4WithPort = only >= 0 && only == text.LastIndexOf(':');
        return isV4WithPort ? (text[..only], text[(only + 1)..]) : (text, "");
    }

    private static bool TryPort(string text, int whenEmpty, out int port)
    {
        port = whenEmpty;
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= IPEndPoint.MaxPort);
    }

    private static FormatException Bad(string entry) =>
        new($"'{entry}' is not an address or network with an optional port or range of ports, such as 10.1.0.0/16 or 127.0.0.1:9000.");

    private sealed record Rule(string Text, IPNetwork Network, int FirstPort, int LastPort)
    {
        public bool Has(int port) => port >= FirstPort && port <= LastPort;
    }
}
