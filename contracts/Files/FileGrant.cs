using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Contracts.Files;

/// <summary>
/// Lets one annotator read one file for a while: <c>GET /v1/files/ID?grant=…</c>. Workforce signs it when it hands out an
/// assignment, Files checks it; so Files need not know who works on what. Worth nothing to anybody but the annotator named in it.
/// </summary>
public static class FileGrant
{
    /// <summary>How long a grant holds; each read of the assignment brings a new one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The value of the query parameter <c>grant</c>.</summary>
    public static string Sign(string signingKey, Guid fileId, Guid annotatorId, DateTimeOffset now)
    {
        var until = (now + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{until}.{Base64Url.EncodeToString(Mac(signingKey, fileId, annotatorId, until))}";
    }

    /// <summary>Whether <paramref name="grant"/> lets <paramref name="annotatorId"/> read <paramref name="fileId"/> now.</summary>
    public static bool Holds(string? grant, string signingKey, Guid fileId, Guid annotatorId, DateTimeOffset now)
    {
        if (grant?.Split('.') is not [var until, var mac] || !Base64Url.IsValid(mac)) return false;
        return long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= now.ToUnixTimeSeconds()
            && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(mac), Mac(signingKey, fileId, annotatorId, until));
    }

    private static byte[] Mac(string signingKey, Guid fileId, Guid annotatorId, string until) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(signingKey), Encoding.UTF8.GetBytes($"file-grant|{fileId:N}|{annotatorId:N}|{until}"));
}
