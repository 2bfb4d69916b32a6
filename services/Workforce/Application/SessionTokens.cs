using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>Makes the two secrets of a session: the cookie's value, which nobody can compute, and the token against forged requests.</summary>
internal sealed class SessionTokens(IOptions<AuthOptions> auth)
{
    private const int CookieBytes = 32;

    public static string NewCookie() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CookieBytes));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>
    /// What unsafe requests of the session carry in <c>X-CSRF-Token</c>: computed from the session's id, so that it can be shown again
    /// to a page that was reloaded and need not be stored.
    /// </summary>
    public string CsrfTokenOf(Guid sessionId) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(auth.Value.SigningKey), Encoding.UTF8.GetBytes($"csrf|{sessionId:N}")));
}
