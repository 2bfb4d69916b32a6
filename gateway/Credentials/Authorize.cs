using System.Security.Cryptography;
using System.Text;
using Hitl.Gateway.Edge;
using Hitl.Gateway.Identities;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Gateway.Credentials;

/// <summary>
/// May you? Who holds which kind of credential decides about the route; a browser that sends a session's cookie must also prove
/// that our own page made the request. Whose thing it is, the services decide.
/// </summary>
internal sealed class Authorize(RequestDelegate next, SameOrigin origin)
{
    public const string CsrfHeader = "X-CSRF-Token";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Access>() is not { } access) return next(context);
        var identity = EdgeRequest.Of(context).Identity
            ?? throw new InvalidOperationException($"{nameof(Authenticate)} let a request pass without an identity.");

        if (!access.Admits(identity.Caller)) return RefuseAsync(context, "forbidden", access.Refusal);
        var comesFromBrowser = access == Access.SignIn || identity.Caller.SessionId is not null;
        if (!comesFromBrowser || IsSafe(context.Request.Method)) return next(context);

        if (!origin.Holds(context.Request)) return RefuseAsync(context, "cross_site_request", "Another site made this request.");
        return access == Access.SignIn || HasCsrfToken(context.Request, identity)
            ? next(context)
            : RefuseAsync(context, "csrf_token_wrong", $"Send the csrf_token of your session in {CsrfHeader}.");
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private static bool HasCsrfToken(HttpRequest request, Identity identity) =>
        request.Headers[CsrfHeader] is [{ Length: > 0 } token]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(token)), identity.CsrfTokenHash);

    private static Task RefuseAsync(HttpContext context, string code, string detail) =>
        Problems.WriteAsync(context, StatusCodes.Status403Forbidden, code, detail);
}
