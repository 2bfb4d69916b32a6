using System.Globalization;
using Hitl.ServiceDefaults.Http;
using Microsoft.Extensions.Primitives;

namespace Hitl.Gateway.Edge;

/// <summary>
/// The headers that every response of ours carries, written at the last moment: over whatever a service sent under these names,
/// and also onto errors, for which all earlier headers are cleared.
/// </summary>
internal static class EdgeHeaders
{
    private static readonly StringValues OneYear = "max-age=31536000; includeSubDomains";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "private, no-store";

    /// <summary>For data; what is meant to be shown in a browser brings its own.</summary>
    private static readonly StringValues NoContent = "default-src 'none'; frame-ancestors 'none'";

    public static void WriteWhenStarting(EdgeRequest edge) =>
        edge.Context.Response.OnStarting(
            static state =>
            {
                Write((EdgeRequest)state);
                return Task.CompletedTask;
            },
            edge);

    private static void Write(EdgeRequest edge)
    {
        var context = edge.Context;
        var headers = context.Response.Headers;
        headers[RequestIdMiddleware.HeaderName] = context.TraceIdentifier;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        if (StringValues.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = NoStore;
        if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy)) headers.ContentSecurityPolicy = NoContent;
        // Browsers ignore it over plain http, and must.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = OneYear;
        WriteRate(edge, headers);
    }

    /// <summary>The three forms that are about: <c>X-RateLimit-*</c>, the IETF's draft, and <c>Retry-After</c>.</summary>
    private static void WriteRate(EdgeRequest edge, IHeaderDictionary headers)
    {
        if (edge.Standing is not { } standing) return;
        var policy = standing.Policy;
        headers["X-RateLimit-Limit"] = policy.LimitHeader;
        headers["X-RateLimit-Remaining"] = standing.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = standing.ResetsAt.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Policy"] = policy.PolicyHeader;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy.Name}\";r={standing.Remaining};t={standing.SecondsLeft}");
        if (!standing.IsAllowed) headers.RetryAfter = standing.SecondsLeft.ToString(CultureInfo.InvariantCulture);
    }
}
