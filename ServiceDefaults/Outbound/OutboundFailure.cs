namespace Hitl.ServiceDefaults.Outbound;

/// <summary>An outbound request that did not do what it should.</summary>
/// <param name="Code">One of <see cref="OutboundCodes"/>.</param>
/// <param name="Status">The server's status, when that was the reason.</param>
public sealed record OutboundFailure(string Code, int? Status = null)
{
    /// <summary>A sentence for the client whose URL it was. It never tells what was found at an address that is not public.</summary>
    public string Message => Code switch
    {
        OutboundCodes.UrlInvalid => "The URL is not valid.",
        OutboundCodes.UrlScheme => "Only http and https URLs are used, and a redirect may not leave https.",
        OutboundCodes.UrlUserInfo => "The URL must not contain a user name or password.",
        OutboundCodes.UrlPort => "The URL's port is not allowed.",
        OutboundCodes.UrlHost => "The URL's host is not allowed.",
        OutboundCodes.UrlExtension => "The URL's path does not end in an accepted file extension.",
        OutboundCodes.IpBlocked or OutboundCodes.AddressForbidden => "The URL's host does not resolve to an address that may be reached.",
        OutboundCodes.UrlUnreachable => "The server could not be reached.",
        OutboundCodes.BadStatus => $"The server answered with status {Status}.",
        OutboundCodes.TooManyRedirects => "The server redirected too often.",
        OutboundCodes.TooLarge => "The response is too large.",
        OutboundCodes.BodyIncomplete => "The response ended early or announced no valid length.",
        OutboundCodes.Timeout => "The server did not answer completely in time.",
        OutboundCodes.HeaderForbidden => "A request header is not allowed.",
        _ => "The request failed.",
    };
}
