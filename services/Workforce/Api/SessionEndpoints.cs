using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>Signing in and out, and one's own password.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/v1/work/session";

    public static void MapSessionEndpoints(this IEndpointRouteBuilder app)
    {
        // There is no unit of work and no Idempotency-Key, for a failed attempt must be counted and a cookie must never be given out twice.
        app.MapPost(Path, SignInAsync)
            .WithName("SignIn")
            .WithTags("Work")
            .RequireNobody()
            .AddEndpointFilter(new ValidationFilter());

        var session = app.MapGroup(Path).WithTags("Work").RequireAnnotator();
        session.MapGet("", GetAsync).WithName("GetSession");
        session.MapGroup("").WithUnitOfWork().MapDelete("", SignOutAsync).WithName("SignOut");

        app.MapGroup("/v1/work").WithTags("Work").RequireAnnotator().WithUnitOfWork()
            .MapPost("/password", ChangePasswordAsync).WithName("ChangePassword");
    }

    /// <summary>Whoever signs in has no credential yet: the gateway then calls in its own name.</summary>
    public static TBuilder RequireNobody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(caller => caller.Service is not null || caller.AnnotatorId is not null);

    private static async Task<IResult> SignInAsync(
        Body<SignInRequest> body, SignInHandler handler, SessionTokens tokens, HttpContext context, CancellationToken ct)
    {
        var command = new SignIn(body.Value.Email!, body.Value.Password!, ClientAddress.Of(context));
        var outcome = await handler.HandleAsync(command, ct);
        return outcome.Error is { } error ? error.ToProblem() : outcome.Value.ToAnswer(tokens, context);
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
        context.DeleteSessionCookie();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        Body<ChangePasswordRequest> body, Caller caller, ChangePasswordHandler handler, CancellationToken ct)
    {
        var command = new ChangePassword(caller.RequiredAnnotatorId, caller.SessionId, body.Value.Current!, body.Value.New!);
        return await handler.HandleAsync(command, ct) is { } error ? error.ToProblem() : TypedResults.NoContent();
    }
}
