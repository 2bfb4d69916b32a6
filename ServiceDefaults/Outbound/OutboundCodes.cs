namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Why an outbound URL was refused or a request to it failed. Clients see these codes, so they never change.</summary>
public static class OutboundCodes
{
    /// <summary>Not a URL, or spelled in a way that two parsers could read differently.</summary>
    public const string UrlInvalid = "url_invalid";

    /// <summary>Neither http nor https; also a redirect from https to http.</summary>
    public const string UrlScheme = "url_scheme";

    /// <summary>The URL carries credentials.</summary>
    public const string UrlUserInfo = "url_userinfo";

    /// <summary>Not a port for web traffic, and none that the operator allows.</summary>
    public const string UrlPort = "url_port";

    /// <summary>A host that can only be internal, or an ambiguous spelling of an address.</summary>
    public const string UrlHost = "url_host";

    /// <summary>The path does not end in an extension that the caller accepts.</summary>
    public const string UrlExtension = "url_extension";

    /// <summary>The URL names an address that is not public.</summary>
    public const string IpBlocked = "ip_blocked";

    /// <summary>The host's name leads to no address that may be reached. Says nothing about which, or whether there is one.</summary>
    public const string AddressForbidden = "address_forbidden";

    /// <summary>No connection, no TLS session, or no HTTP answer.</summary>
    public const string UrlUnreachable = "url_unreachable";

    /// <summary>The server answered, but not with the status that was wanted.</summary>
    public const string BadStatus = "bad_status";

    /// <summary>More redirects than are followed.</summary>
    public const string TooManyRedirects = "too_many_redirects";

    /// <summary>More bytes than are accepted.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The body ended before the length that its head promised, or the promise makes no sense.</summary>
    public const string BodyIncomplete = "body_incomplete";

    /// <summary>Not done in time, or slower than the minimum rate.</summary>
    public const string Timeout = "timeout";

    /// <summary>A header of the request could change the request's framing, target or neighbours.</summary>
    public const string HeaderForbidden = "header_forbidden";
}
