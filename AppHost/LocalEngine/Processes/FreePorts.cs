using System.Net;
using System.Net.Sockets;

namespace Hitl.LocalEngine.Processes;

internal static class FreePorts
{
    // Below the range from which the kernel gives ports to outgoing connections: one of those cannot take ours before we listen.
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Given = [];
    private static readonly Lock Gate = new();

    /// <summary>A port that nothing listens on and that this process has not given out before; the wanted one if it is free.</summary>
    public static int Next(int? wanted = null)
    {
        lock (Gate)
        {
            if (wanted is { } port && IsFree(port)) return port;
            while (true)
            {
                var candidate = Random.Shared.Next(First, Last);
                if (IsFree(candidate) && Given.Add(candidate)) return candidate;
            }
        }
    }

    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
