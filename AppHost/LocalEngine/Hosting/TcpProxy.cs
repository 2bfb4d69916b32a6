using System.Net;
using System.Net.Sockets;

namespace Hitl.LocalEngine.Hosting;

/// <summary>One address before the replicas of a project: each new connection goes to the next of them that accepts it.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly IReadOnlyList<int> _targets;
    private readonly List<TcpListener> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _accepting = [];
    private int _next;

    public TcpProxy(int port, IReadOnlyList<int> targets)
    {
        _targets = targets;
        Listen(IPAddress.Loopback, port);
        // The name localhost leads to either address; a machine may lack the second.
        if (Socket.OSSupportsIPv6) Listen(IPAddress.IPv6Loopback, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners) listener.Dispose();
        await Task.WhenAll(_accepting);
        _stop.Dispose();
    }

    private void Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start(backlog: 1024);
        _listeners.Add(listener);
        _accepting.Add(AcceptAsync(listener));
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The listener was closed: the application stops.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        using (var target = await ConnectAsync())
        {
            if (target is null) return;
            client.NoDelay = target.NoDelay = true;
            await Task.WhenAll(CopyAsync(client, target), CopyAsync(target, client));
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        for (var attempt = 0; attempt < _targets.Count; attempt++)
        {
            var port = _targets[(int)((uint)Interlocked.Increment(ref _next) % _targets.Count)];
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                return socket;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // This replica is down at the moment: the next one has the connection.
                socket.Dispose();
            }
        }
        return null;
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count) await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other must learn it, or it would wait for ever.
            from.Dispose();
            to.Dispose();
        }
    }
}
