using System.Net;
using System.Net.Sockets;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Turns a host's name into addresses. Replaced in tests.</summary>
public interface IOutboundResolver
{
    /// <summary>All addresses of the name; none when it does not exist.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct);
}

internal sealed class SystemResolver : IOutboundResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken ct)
    {
        try
        {
            // The final dot keeps the machine's search domains out: "example" must not become "example.svc.cluster.local".
            return await Dns.GetHostAddressesAsync(host + '.', ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
