using System.Globalization;
using Hitl.Gateway.Edge;
using Hitl.Gateway.Identities;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Authorization;

namespace Hitl.Gateway.Credentials;

/// <summary>Who are you? From memory nearly always; else Projects or Workforce is asked.</summary>
internal sealed partial class Authenticate(
    RequestDelegate next, ApiKeys keys, Sessions sessions, FailedAttempts failures, IdentityIssuer issuer, ILogger<Authenticate> logger)
{
    // No Basic: browsers would open a dialog.
    private const string Challenges = "api_key realm=\"hitl\", Bearer realm=\"hitl\"";

    public Task InvokeAsync(HttpContext context)
    {
        var edge = EdgeRequest.Of(context);
        var endpoint = context.GetEndpoint();
        var access = endpoint?.Metadata.GetMetadata<Access>();
        if (access == Access.SignIn || access == Access.Pages)
        {
            edge.Identity = issuer.Nobody();
            return next(context);
        }

        // Without Access there is no route, or no such method on it: that is answered without asking who wants to know, but a
        // request with a credential counts like any other.
        var isOpen = access is null && (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null || edge.Credential.Kind == CredentialKind.None);
        if (isOpen) return next(context);

        return edge.Credential.Kind switch
        {
            CredentialKind.Key => IdentifyAsync(edge, keys),
            CredentialKind.Session => IdentifyAsync(edge, sessions),
            CredentialKind.None or CredentialKind.Ambiguous => RefuseAsync(edge),
            CredentialKind.Malformed => RefuseWrongAsync(edge),
        };
    }

    private Task IdentifyAsync(EdgeRequest edge, IIdentitySource source) =>
        !source.TryRecall(edge.Credential.Value, out var identity) ? AskAsync(edge, source)
        : identity is not null ? GoOnAsync(edge, identity)
        // Tabs of a session that is over go on sending its cookie; that is no attempt at anything.
        : edge.Credential.Kind == CredentialKind.Session ? RefuseAsync(edge)
        : RefuseWrongAsync(edge);

    private async Task AskAsync(EdgeRequest edge, IIdentitySource source)
    {
        var context = edge.Context;
        if (failures.IsBlocked(context.Connection.RemoteIpAddress, out var wait))
        {
            await RefuseBlockedAsync(context, wait);
            return;
        }

        Identity? identity;
        try
        {
            identity = await source.AskAsync(edge.Credential.Value, context.RequestAborted);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            CannotAsk(failure, context.TraceIdentifier);
            context.Response.Headers.RetryAfter = "5";
            await Problems.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "service_unavailable", "Your credential cannot be checked now. Nothing was done: try again soon.");
            return;
        }

        await (identity is null ? RefuseWrongAsync(edge) : GoOnAsync(edge, identity));
    }

    private Task GoOnAsync(EdgeRequest edge, Identity identity)
    {
        edge.Identity = identity;
        return next(edge.Context);
    }

    private Task RefuseWrongAsync(EdgeRequest edge)
    {
        var context = edge.Context;
        if (failures.IsBlocked(context.Connection.RemoteIpAddress, out var wait)) return RefuseBlockedAsync(context, wait);
        failures.Count(context.Connection.RemoteIpAddress);
        return RefuseAsync(edge);
    }

    private static Task RefuseAsync(EdgeRequest edge) => edge.Credential.Kind switch
    {
        CredentialKind.None => RefuseAsync(edge.Context, "credentials_missing", "Send your API key: Authorization: api_key YOUR_API_KEY."),
        CredentialKind.Ambiguous => RefuseAsync(edge.Context, "credentials_ambiguous", "The request carries several API keys that differ. Send one."),
        CredentialKind.Session => RefuseAsync(edge.Context, "session_ended", "Your session has ended. Sign in again."),
        CredentialKind.Key or CredentialKind.Malformed => RefuseAsync(edge.Context, "credentials_invalid", "The API key is malformed, unknown or revoked."),
    };

    private static Task RefuseAsync(HttpContext context, string code, string detail)
    {
        context.Response.Headers.WWWAuthenticate = Challenges;
        return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, code, detail);
    }

    private static Task RefuseBlockedAsync(HttpContext context, int wait)
    {
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(
            context, StatusCodes.Status429TooManyRequests, "too_many_failed_attempts", "Too many wrong credentials came from your address. Wait a minute.");
    }

    [LoggerMessage(LogLevel.Warning, "A credential cannot be checked, request {RequestId} is answered 503")]
    private partial void CannotAsk(Exception failure, string requestId);
}
