using System.Security.Claims;
using System.Text.Encodings.Web;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hitl.ServiceDefaults.Identity;

/// <summary>
/// Lets in nobody but bearers of a token of <see cref="IdentityTokens"/>: a request that went past the gateway is 401.
/// </summary>
internal sealed class IdentityAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IdentityTokens tokens, IMemoryCache cache)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "hitl";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.Ordinal)) return AuthenticateResult.NoResult();

        // The gateway reuses a caller's token for a minute, so most requests need no second look at its signature.
        var token = header[Prefix.Length..];
        if (!cache.TryGetValue(token, out AuthenticationTicket? ticket))
        {
            if (await tokens.ReadAsync(token) is not var (caller, expires)) return AuthenticateResult.Fail("The identity token does not hold.");
            ticket = TicketOf(caller);
            cache.Set(token, ticket, expires);
        }

        Context.Features.Set(((CallerIdentity)ticket!.Principal.Identity!).Caller);
        return AuthenticateResult.Success(ticket);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "unauthorized", "This service is reached through the gateway only.");

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "forbidden", "This credential may not do this.");

    private static AuthenticationTicket TicketOf(Caller caller) =>
        new(new ClaimsPrincipal(new CallerIdentity(caller)), SchemeName);

    private sealed class CallerIdentity(Caller caller) : ClaimsIdentity(SchemeName)
    {
        public Caller Caller => caller;
    }
}

/// <summary>Whom a group of routes lets in.</summary>
public static class RequireCallerExtensions
{
    /// <summary>API keys of an account.</summary>
    public static TBuilder RequireAccount<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(caller => caller.AccountId is not null);

    /// <summary>Administrators, by key or by session.</summary>
    public static TBuilder RequireAdmin<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(caller => caller.IsAdmin);

    /// <summary>People who are signed in.</summary>
    public static TBuilder RequireAnnotator<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(caller => caller.AnnotatorId is not null);

    /// <summary>Other services of ours.</summary>
    public static TBuilder RequireService<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.Require(caller => caller.Service is not null);

    /// <summary>Callers for whom <paramref name="rule"/> holds.</summary>
    public static TBuilder Require<TBuilder>(this TBuilder builder, Func<Caller, bool> rule)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder(IdentityAuthenticationHandler.SchemeName)
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http && http.Features.Get<Caller>() is { } caller && rule(caller))
            .Build());

    internal static void AddCallerIdentity(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddAuthentication(IdentityAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, IdentityAuthenticationHandler>(IdentityAuthenticationHandler.SchemeName, null);
        services.AddAuthorization();
    }
}
