using Hitl.Gateway.Edge;
using Hitl.ServiceDefaults.Http;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;

namespace Hitl.Gateway.Routing;

/// <summary>
/// The request as a service gets it: the headers named here and no others, so that no credential, cookie or header that claims an
/// identity goes on, whatever it is called; and what the gateway found out itself.
/// </summary>
internal sealed class InnerRequest : RequestTransform
{
    private static readonly string[] GoOn =
    [
        HeaderNames.Accept, HeaderNames.AcceptEncoding, HeaderNames.AcceptLanguage, HeaderNames.UserAgent,
        HeaderNames.ContentType, HeaderNames.ContentEncoding, HeaderNames.ContentLanguage, HeaderNames.ContentDisposition,
        HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince, HeaderNames.IfRange,
        HeaderNames.Range, HeaderNames.CacheControl, RequestIdMiddleware.HeaderName, "Idempotency-Key", "Prefer",
    ];

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var http = context.HttpContext;
        foreach (var name in GoOn)
        {
            if (http.Request.Headers.TryGetValue(name, out var values)) AddHeader(context, name, values);
        }

        var request = context.ProxyRequest;
        if (request.Content is { } content) content.Headers.ContentLength = http.Request.ContentLength;

        var identity = EdgeRequest.Of(http).Identity ?? throw new InvalidOperationException("A request without an identity is not sent on.");
        AddHeader(context, HeaderNames.Authorization, identity.Authorization);
        AddHeader(context, "X-Forwarded-Proto", http.Request.Scheme);
        AddHeader(context, "X-Forwarded-Host", http.Request.Host.Value);
        if (http.Connection.RemoteIpAddress is { } client) AddHeader(context, "X-Forwarded-For", client.ToString());
        return default;
    }
}

/// <summary>The response as the client gets it: only the service that signs people in may set cookies.</summary>
internal sealed class OuterResponse(bool maySetCookies) : ResponseTransform
{
    public override ValueTask ApplyAsync(ResponseTransformContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        if (!maySetCookies) headers.Remove(HeaderNames.SetCookie);
        headers.Remove(HeaderNames.Server);
        return default;
    }
}
