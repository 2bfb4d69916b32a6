using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Hitl.Gateway.Tests;

/// <summary>Sends a request exactly as it is written.</summary>
internal static class RawHttp
{
    public static async Task<(int Status, string Response)> GetAsync(Uri server, string target, string headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync();
        return (int.Parse(response.AsSpan(9, 3), CultureInfo.InvariantCulture), response);
    }
}
