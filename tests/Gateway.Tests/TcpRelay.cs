using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Hitl.Gateway.Tests;

/// <summary>A wire to a server that a test can cut.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;

    public TcpRelay(Uri server)
    {
        (_host, _port) = (server.Host, server.Port);
        _listener.Start();
        Url = new UriBuilder(server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    /// <summary>The server, by way of this wire.</summary>
    public Uri Url { get; }

    /// <summary>Ends all connections; new ones are let through.</summary>
    public void Cut()
    {
        while (_connections.TryTake(out var connection)) connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = RelayAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        var far = new TcpClient();
        _connections.Add(near);
        _connections.Add(far);
        try
        {
            await far.ConnectAsync(_host, _port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or closed by one side.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }
}
