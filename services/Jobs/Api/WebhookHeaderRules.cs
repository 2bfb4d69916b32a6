using System.Buffers;

namespace Hitl.Jobs.Api;

/// <summary>
/// Which headers a client may put on its webhooks. Checked when the job is created: a header that could end our request, change its
/// target or pass for our signature must never wait in the database for the day it is sent.
/// </summary>
internal static class WebhookHeaderRules
{
    private const string Field = "webhook_headers";
    private const int BytesMax = 8 * 1024;
    private const string SignaturePrefix = "webhook-";

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Framing and hop-by-hop headers (RFC 9110, 7.6.1), and those that sign.</summary>
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "Expect",
        "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "X-HITL-Signature", "scale-callback-auth",
    };

    /// <summary>The path and the message of each fault.</summary>
    public static IEnumerable<(string Path, string Message)> Check(IReadOnlyDictionary<string, string?>? headers)
    {
        if (headers is null) yield break;
        foreach (var (name, value) in headers)
        {
            if (FaultOf(name, value) is { } message) yield return ($"{Field}.{name}", message);
        }

        if (headers.Sum(header => (long)header.Key.Length + (header.Value?.Length ?? 0)) > BytesMax)
            yield return (Field, $"must not hold more than {BytesMax} bytes of names and values.");
    }

    private static string? FaultOf(string name, string? value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(Token)) return "is not the name of an HTTP header.";
        if (Refused.Contains(name) || name.StartsWith(SignaturePrefix, StringComparison.OrdinalIgnoreCase)) return "is a header that we set ourselves.";
        if (value is null) return "must be a string.";
        return value.All(character => character is >= ' ' and <= '~') ? null : "must be printable ASCII, without line breaks.";
    }
}
