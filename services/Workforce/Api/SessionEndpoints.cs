using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>Signing in and out.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/v1/work/session";

    public static void MapSessionEndpoints(this IEndpointRouteBuilder app)
    {
        // Whoever signs in has no credential yet: the gateway then calls in its own name. There is no unit of work and no
        // Idempotency-Key, for a failed attempt must be counted and a cookie must never be given out twice.
        app.MapPost(Path, SignInAsync)
            .WithName("SignIn")
            .WithTags("Work")
            .Require(caller => caller.Service is not null || caller.AnnotatorId is not null)
            .AddEndpointFilter(new ValidationFilter());

        var session = app.MapGroup(Path).WithTags("Work").RequireAnnotator();
        session.MapGet("", GetAsync).WithName("GetSession");
        session.MapGroup("").WithUnitOfWork().MapDelete("", SignOutAsync).WithName("SignOut");
    }

    private static async Task<IResult> SignInAsync(
        Body<SignInRequest> body, SignInHandler handler, SessionTokens tokens, HttpContext context, CancellationToken ct)
    {
        var command = new SignIn(body.Value.Email!, body.Value.Password!, ClientAddress.Of(context));
        var outcome = await handler.HandleAsync(command, ct);
        if (outcome.Error is { } error) return error.ToProblem();

        var signedIn = outcome.Value;
        context.Response.Cookies.Append(CookieNameFor(context), signedIn.Cookie, CookieFor(context));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SessionResponse(
            signedIn.AnnotatorId, signedIn.Name, signedIn.Role.Word(), tokens.CsrfTokenOf(signedIn.SessionId)));
    }

    private static async Task<IResult> GetAsync(
        Caller caller, AnnotatorReads reads, SessionTokens tokens, TimeProvider time, HttpContext context, CancellationToken ct)
    {
        if (caller.SessionId is not { } sessionId) return WorkforceErrors.SignedOut.ToProblem();
        var person = await reads.FindSignedInAsync(caller.RequiredAnnotatorId, sessionId, time.GetUtcNow(), ct);
        if (person is null) return WorkforceErrors.SignedOut.ToProblem();

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SessionResponse(person.AnnotatorId, person.Name, person.Role, tokens.CsrfTokenOf(sessionId)));
    }

    private static async Task<IResult> SignOutAsync(Caller caller, SignOutHandler handler, HttpContext context, CancellationToken ct)
    {
        if (caller.SessionId is { } sessionId) await handler.HandleAsync(new SignOut(sessionId, caller.RequiredAnnotatorId), ct);
        context.Response.Cookies.Delete(CookieNameFor(context), CookieFor(context));
        return TypedResults.NoContent();
    }

    private static string CookieNameFor(HttpContext context) => IsSecure(context) ? SessionCookie.SecureName : SessionCookie.PlainName;

    /// <summary>It ends with the browser; how long it holds at the most is the server's knowledge.</summary>
    private static CookieOptions CookieFor(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(context),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };

    private static bool IsSecure(HttpContext context) =>
        string.Equals(context.Request.Headers["X-Forwarded-Proto"].ToString(), "https", StringComparison.OrdinalIgnoreCase);
}
