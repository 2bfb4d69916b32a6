using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Hitl.ServiceDefaults.Outbound;

// Which addresses are global unicast, by the IANA special-purpose registries, and which lead to a cloud's metadata service.
internal static class AddressTable
{
    private static readonly IPNetwork[] NotPublicV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32"); // Azure's WireServer: a public address that every Azure machine answers itself.

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // 2001::/23 holds Teredo, AMT, benchmarking, ORCHID and DRIP; 2002::/16 is 6to4, which carries any IPv4 address.
    private static readonly IPNetwork[] NotPublicV6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private static readonly IPNetwork[] Metadata = Networks(
        "169.254.0.0/16", "168.63.129.16/32", "192.0.0.192/32", "100.100.100.200/32", "fe80::/10", "fd00:ec2::/32", "fd20:ce::254/128");

    public static bool IsPublic(IPAddress address)
    {
        address = Unmap(address);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Contains(NotPublicV4, address)
            : address.ScopeId == 0 && GlobalV6.Contains(address) && !Contains(NotPublicV6, address) && !IsIsatap(address);
    }

    public static bool IsMetadata(IPAddress address)
    {
        address = Unmap(address);
        return Contains(Metadata, address) || (EmbeddedV4(address) is { } inner && Contains(Metadata, inner));
    }

    public static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // An operator who allows a translation prefix must not thereby allow the metadata address behind it.
    private static IPAddress? EmbeddedV4(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;

        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            [0x20, 0x02, ..] => new IPAddress(bytes.AsSpan(2, 4)), // 6to4
            [0x20, 0x01, 0, 0, ..] => new IPAddress(~BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(12))), // Teredo
            _ => new IPAddress(bytes.AsSpan(12)), // compatible, translated, NAT64, ISATAP
        };
    }

    private static bool IsIsatap(IPAddress address) =>
        (BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes().AsSpan(8)) & 0xFCFF_FFFF) == 0x0000_5EFE;

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
