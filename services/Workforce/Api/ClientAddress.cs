using System.Net;
using System.Net.Sockets;

namespace Hitl.Workforce.Api;

/// <summary>Whom attempts to sign in are counted for.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>
    /// The address that the gateway saw: the last of <c>X-Forwarded-For</c>, since those before it are only what the client claims.
    /// Of IPv6 the first 64 bits, since everybody has as many addresses behind them as they like.
    /// </summary>
    public static string Of(HttpContext context)
    {
        var forwarded = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        var address = IPAddress.TryParse(forwarded, out var parsed) ? parsed : context.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();

        var network = address.GetAddressBytes();
        network.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(network)}/64";
    }
}
