using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hitl.ServiceDefaults.Tests.Outbound;

// A server on loopback that sends exactly the bytes it is told to, which no HTTP library would.
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _loop;

    public ScriptedServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public ScriptedServer(Func<string, string> answer)
        : this((path, stream, ct) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer(path)), ct).AsTask())
    {
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<string> Heads { get; } = new();

    public string Url(string path) => $"http://127.0.0.1:{Port}{path}";

    public static string Ok(string body, string headers = "") => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!IsWhole(head.ToString()) && await stream.ReadAsync(one, _stop.Token) > 0)
                    head.Append((char)one[0]);
                if (head.Length == 0)
                    return;

                Heads.Enqueue(head.ToString());
                await _answer(head.ToString().Split(' ').ElementAtOrDefault(1) ?? "", stream, _stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    // A TLS handshake begins with byte 22 and has no line to wait for.
    private static bool IsWhole(string head) => head.StartsWith('\x16') || head.EndsWith("\r\n\r\n", StringComparison.Ordinal);
}
