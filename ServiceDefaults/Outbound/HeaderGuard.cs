using System.Buffers;
using System.Net.Http.Headers;

namespace Hitl.ServiceDefaults.Outbound;

// HttpHeaders.TryAddWithoutValidation lets line breaks through: a value could end our request and begin another. Host would replace
// the name that the certificate is checked against; the framing headers, where a request ends.
internal static class HeaderGuard
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] Forbidden =
        ["Host", "Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Expect"];

    public static bool IsSafe(HttpRequestMessage request) =>
        request.Headers.NonValidated.All(IsSafe) && (request.Content is null || request.Content.Headers.NonValidated.All(IsSafe));

    private static bool IsSafe(KeyValuePair<string, HeaderStringValues> header) =>
        header.Key.AsSpan().IndexOfAnyExcept(Token) < 0
        && !Forbidden.Contains(header.Key, StringComparer.OrdinalIgnoreCase)
        && header.Value.All(value => value.All(c => c is '\t' or (>= ' ' and <= '~')));
}
