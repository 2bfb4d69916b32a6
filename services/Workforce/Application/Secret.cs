using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Workforce.Application;

/// <summary>What proves something to us by being known: random, given out once, kept only as its hash.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>256 random bits, fit for cookies and URLs.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256: enough for what nobody can guess.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
