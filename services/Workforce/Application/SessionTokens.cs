using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>Makes the token against forged requests of a session.</summary>
internal sealed class SessionTokens(IOptions<AuthOptions> auth)
{
    /// <summary>
    /// What unsafe requests of the session carry in <c>X-CSRF-Token</c>: computed from the session's id, so that it can be shown again
    /// to a page that was reloaded and need not be stored.
    /// </summary>
    public string CsrfTokenOf(Guid sessionId) => Base64Url.EncodeToString(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(auth.Value.SigningKey), Encoding.UTF8.GetBytes($"csrf|{sessionId:N}")));
}
