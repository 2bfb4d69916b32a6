using System.Net;

namespace Hitl.ServiceDefaults.Outbound;

// Names that no public server has. This is for a good message at the door; the guard is the check of the addresses at connect time.
internal static class HostNames
{
    // RFC 6761, RFC 6762, RFC 8375, ICANN's "internal", and what cluster and office networks call themselves.
    private static readonly string[] InternalSuffixes =
        [".local", ".internal", ".arpa", ".svc", ".lan", ".home", ".corp", ".intranet", ".private", ".localdomain", ".invalid", ".onion"];

    private static readonly string[] MetadataNames =
        ["metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal"];

    public static bool IsLocalhost(string host) => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);

    public static bool IsMetadata(string host) => MetadataNames.Contains(host, StringComparer.Ordinal);

    public static bool IsInternal(string host) =>
        !host.Contains('.', StringComparison.Ordinal) || InternalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.Ordinal));

    public static bool IsWellFormed(string host) => host.Length is > 0 and <= 253 && host.Split('.').All(IsLabel);

    // The WHATWG rule: a host whose last label is a number is an IPv4 address in somebody's eyes (127.1, 0x7f.1, 1.2.3.4.5).
    public static bool LooksLikeAddress(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0)
            || IPAddress.TryParse(host, out _);
    }

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
        && label[0] != '-' && label[^1] != '-';
}
