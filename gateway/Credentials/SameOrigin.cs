using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Gateway.Credentials;

/// <summary>
/// Whether a browser says that a page of ours made the request: by <c>Sec-Fetch-Site</c>, in older ones by <c>Origin</c>. What
/// sends neither is no browser of today, and nobody's cookies are abused by it.
/// </summary>
internal sealed class SameOrigin(IOptions<PublicOptions> options)
{
    private readonly string _ours = new Uri(options.Value.PublicUrl).GetLeftPart(UriPartial.Authority);

    public bool Holds(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site) return site == "same-origin";
        if (request.Headers.Origin is not { Count: > 0 } origin) return true;
        if (string.Equals(origin, _ours, StringComparison.OrdinalIgnoreCase)) return true;
        // The browser also vouches for the host that it asked, under whatever name it reached us.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
