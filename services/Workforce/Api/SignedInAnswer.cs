using Hitl.Contracts.Workforce;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

/// <summary>Hands a session out, and takes it back.</summary>
internal static class SignedInAnswer
{
    /// <summary>The cookie, and who is signed in.</summary>
    public static IResult ToAnswer(this SignedIn signedIn, SessionTokens tokens, HttpContext context)
    {
        context.Response.Cookies.Append(CookieNameFor(context), signedIn.Cookie, CookieFor(context));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SessionResponse(
            signedIn.AnnotatorId, signedIn.Name, signedIn.Role.Word(), tokens.CsrfTokenOf(signedIn.SessionId)));
    }

    public static void DeleteSessionCookie(this HttpContext context) =>
        context.Response.Cookies.Delete(CookieNameFor(context), CookieFor(context));

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
