using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Outbound;

// The guard itself: resolves once, checks every address and dials exactly the checked ones, so that a name server that answers
// differently the second time (DNS rebinding) gains nothing.
internal sealed class GuardedConnector(OutboundPolicy policy, IOutboundResolver resolver, IOptions<OutboundOptions> options, TimeProvider clock)
{
    private const int MaxAddresses = 8;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var startedAt = clock.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.Value.ConnectTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var addresses = await AdmitAsync(host, port, both.Token);
            if (addresses.Count > 0)
                return await DialAsync(addresses, port, startedAt, both.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OutboundRefusedException(OutboundCodes.UrlUnreachable);
        }

        // A private address, a reserved one and an unknown name look alike, in text and in time.
        var rest = options.Value.RefusalFloor - clock.GetElapsedTime(startedAt);
        if (rest > TimeSpan.Zero)
            await Task.Delay(rest, clock, ct);
        throw new OutboundRefusedException(OutboundCodes.AddressForbidden);
    }

    private async Task<IReadOnlyList<IPAddress>> AdmitAsync(string host, int port, CancellationToken ct)
    {
        if (HostNames.IsLocalhost(host))
            return policy.LocalhostFor(port);

        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, ct);

        // One bad address among good ones is an attack or a mistake; neither is helped by trying the others.
        return addresses.All(address => policy.MayConnect(address, port)) ? [.. addresses.Take(MaxAddresses)] : [];
    }

    private async Task<Stream> DialAsync(IReadOnlyList<IPAddress> addresses, int port, long startedAt, CancellationToken ct)
    {
        for (var i = 0; i < addresses.Count; i++)
        {
            // Each address gets an equal share of what is left, so that a dead first one leaves time for the next.
            var share = (options.Value.ConnectTimeout - clock.GetElapsedTime(startedAt)) / (addresses.Count - i);
            using var turn = new OutboundDeadline(share, clock, ct);
            var address = AddressTable.Unmap(addresses[i]);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), turn.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                socket.Dispose(); // On to the next address; the caller learns of the last failure only.
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new OutboundRefusedException(OutboundCodes.UrlUnreachable);
    }
}

// Crosses SocketsHttpHandler, which only knows exceptions; OutboundHttpClient turns it back into a failure.
internal sealed class OutboundRefusedException(string code) : IOException
{
    public string Code { get; } = code;
}
