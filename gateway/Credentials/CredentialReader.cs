using System.Text;

namespace Hitl.Gateway.Credentials;

/// <summary>
/// Finds the credential of a request in every form we know: <c>Authorization: api_key K</c>, <c>Bearer K</c>, Basic with the key
/// as user name, <c>X-API-Key: K</c>, <c>?api_key=K</c>, and the cookie of a session. A key is meant; a cookie is sent by the
/// browser unasked: it counts only where there is no key.
/// </summary>
internal static class CredentialReader
{
    public const string KeyHeader = "X-API-Key";

    public static Credential Read(HttpRequest request, string cookieName)
    {
        var found = request.HttpContext.Features.Get<QueryKey>()?.Credential ?? Credential.None;
        foreach (var header in request.Headers.Authorization) found = found.And(FromAuthorization(header));
        foreach (var header in request.Headers[KeyHeader]) found = found.And(Credential.Key(header?.Trim()));
        return found.Kind == CredentialKind.None && request.Headers.Cookie.Count > 0 && request.Cookies[cookieName] is { Length: > 0 } cookie
            ? new Credential(CredentialKind.Session, cookie)
            : found;
    }

    private static Credential FromAuthorization(string? header)
    {
        var trimmed = header.AsSpan().Trim();
        var space = trimmed.IndexOf(' ');
        if (space < 0) return Credential.Malformed;

        var scheme = trimmed[..space];
        var value = trimmed[(space + 1)..].Trim();
        if (scheme.Equals("api_key", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return Credential.Key(value.ToString());
        return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? FromBasic(value) : Credential.Malformed;
    }

    /// <summary>The key is the user name; there may be any password, or none.</summary>
    private static Credential FromBasic(ReadOnlySpan<char> base64)
    {
        const int lengthMax = 256;
        Span<byte> bytes = stackalloc byte[lengthMax];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var length)) return Credential.Malformed;

        var text = bytes[..length];
        var colon = text.IndexOf((byte)':');
        return Credential.Key(Encoding.UTF8.GetString(colon < 0 ? text : text[..colon]));
    }
}
