using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Decides which URLs and addresses of customers may be used. The only place that knows.</summary>
public sealed class OutboundPolicy
{
    /// <summary>Extensions of pages that hand out files: what they hand out, they say in <c>Content-Disposition</c>.</summary>
    public static readonly IReadOnlyList<string> PageExtensions = ["", "php", "asp", "aspx", "ashx", "jsp", "do", "cgi"];

    private const int MaxUrlLength = 4096;
    private static readonly int[] WebPorts = [80, 443, 8080, 8443];
    private readonly AllowList _allow;
    private readonly Func<IPAddress, bool> _isOwn;

    /// <summary>The policy of the configuration.</summary>
    public OutboundPolicy(IOptions<OutboundOptions> options)
        : this(AllowList.Parse(options.Value.Allow), IsOwnAddress)
    {
    }

    internal OutboundPolicy(AllowList allow, Func<IPAddress, bool>? isOwn = null)
    {
        _allow = allow;
        _isOwn = isOwn ?? (_ => false);
    }

    /// <summary>
    /// Checks a URL as the customer wrote it, for an early and exact message. It opens no socket and asks no name server; the
    /// connection checks the addresses once more.
    /// </summary>
    /// <param name="raw">The URL, unchanged.</param>
    /// <param name="allowedExtensions">Extensions without a dot that the path must end in, in any case; null for any path.</param>
    public UrlCheck CheckUrl(string raw, IReadOnlyCollection<string>? allowedExtensions = null)
    {
        // System.Uri trims spaces, turns backslashes and encodes line breaks: what it would repair is refused before it is asked.
        if (string.IsNullOrEmpty(raw) || raw.Length > MaxUrlLength || raw.Any(c => c is ' ' or '\\' || char.IsControl(c)))
            return UrlCheck.Refuse(OutboundCodes.UrlInvalid);

        var colon = raw.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !Uri.CheckSchemeName(raw[..colon]) || !raw.Contains("://", StringComparison.Ordinal))
            return UrlCheck.Refuse(OutboundCodes.UrlInvalid);

        if (raw[..colon].ToLowerInvariant() is not ("http" or "https"))
            return UrlCheck.Refuse(OutboundCodes.UrlScheme);

        if (!raw.AsSpan(colon).StartsWith("://"))
            return UrlCheck.Refuse(OutboundCodes.UrlInvalid);

        var authority = raw[(colon + 3)..].Split(['/', '?', '#'], 2)[0];
        if (authority.Contains('@', StringComparison.Ordinal))
            return UrlCheck.Refuse(OutboundCodes.UrlUserInfo);

        if (authority.Length == 0 || !Uri.TryCreate(raw, UriKind.Absolute, out var url))
            return UrlCheck.Refuse(OutboundCodes.UrlInvalid);

        var refusal = CheckHost(url, authority) ?? CheckExtension(url, allowedExtensions) ?? CheckLiteralAddress(url);
        return refusal is null ? UrlCheck.Allow(WithoutRootDot(url)) : UrlCheck.Refuse(refusal);
    }

    /// <summary>Whether an address is public, that is, reachable for everybody's URLs on a web port.</summary>
    public static string? CheckAddress(IPAddress address) => AddressTable.IsPublic(address) ? null : OutboundCodes.IpBlocked;

    /// <summary>The extension of a URL's path in lower case and without the dot; empty when there is none that can be trusted.</summary>
    public static string ExtensionOf(Uri url)
    {
        // "a.exe;.png" and "a.exe%00.png" are a.exe to some server or file system.
        var segment = Uri.UnescapeDataString(url.Segments[^1].Split(';')[0]);
        return segment.Any(char.IsControl) ? "" : Path.GetExtension(segment).TrimStart('.').ToLowerInvariant();
    }

    /// <summary>The policy in one line, for the log and for administrators.</summary>
    public override string ToString() =>
        $"http and https to public addresses on ports {string.Join(", ", WebPorts)}; also allowed by the operator: {_allow}";

    internal bool MayConnect(IPAddress address, int port) =>
        _allow.Allows(address, port) || (WebPorts.Contains(port) && AddressTable.IsPublic(address) && !_isOwn(address));

    internal IReadOnlyList<IPAddress> LocalhostFor(int port) => [.. _allow.AllowedLoopbacks(port)];

    private string? CheckHost(Uri url, string authority)
    {
        var isAddress = url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;
        var host = url.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (url.Port == 0 || (!WebPorts.Contains(url.Port) && !PortIsAllowed(url, isAddress)))
            return OutboundCodes.UrlPort;

        // 127.1, 0177.0.0.1 and 2130706433 are IPv4 to System.Uri; only the plain spelling means the same to everybody. A zone index
        // in an IPv6 address chooses one of our interfaces.
        if (url.HostNameType == UriHostNameType.IPv4)
            return authority.Split(':')[0] == IPAddress.Parse(url.Host).ToString() ? null : OutboundCodes.UrlHost;
        if (url.HostNameType == UriHostNameType.IPv6)
            return authority.Contains('%', StringComparison.Ordinal) ? OutboundCodes.UrlHost : null;

        if (!HostNames.IsWellFormed(host) || HostNames.LooksLikeAddress(host) || HostNames.IsMetadata(host))
            return OutboundCodes.UrlHost;
        if (HostNames.IsLocalhost(host))
            return _allow.AllowedLoopbacks(url.Port).Any() ? null : OutboundCodes.UrlHost;
        return HostNames.IsInternal(host) && !_allow.ReachesPrivateNetworks ? OutboundCodes.UrlHost : null;
    }

    private bool PortIsAllowed(Uri url, bool isAddress) =>
        isAddress ? IPAddress.TryParse(url.IdnHost, out var address) && _allow.Allows(address, url.Port) : _allow.MayAllow(url.Port);

    private static string? CheckExtension(Uri url, IReadOnlyCollection<string>? allowed) =>
        allowed is null || allowed.Contains(ExtensionOf(url), StringComparer.OrdinalIgnoreCase) ? null : OutboundCodes.UrlExtension;

    private string? CheckLiteralAddress(Uri url) =>
        !IPAddress.TryParse(url.IdnHost, out var address) || MayConnect(address, url.Port) ? null : OutboundCodes.IpBlocked;

    // "example.com." is the same host, but its certificate is issued to "example.com".
    private static Uri WithoutRootDot(Uri url) =>
        url.IdnHost.EndsWith('.') ? new UriBuilder(url) { Host = url.IdnHost.TrimEnd('.') }.Uri : url;

    // A machine may have a public address of its own, behind which its private services listen.
    private static bool IsOwnAddress(IPAddress address) =>
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(nic => nic.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(AddressTable.Unmap(address)));
}
