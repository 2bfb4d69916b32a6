using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Webhooks.Domain;

/// <summary>Signs an account's deliveries, as the Standard Webhooks specification and HITL.sh's document want it.</summary>
/// <param name="key">The 32 bytes behind the secret's base64.</param>
internal sealed class SigningSecret(byte[] key)
{
    private const string Prefix = "whsec_";

    private readonly byte[] _text = Encoding.UTF8.GetBytes(Prefix + Convert.ToBase64String(key));

    /// <summary>As the client keeps it: <c>whsec_</c> and base64.</summary>
    public string Text => Encoding.UTF8.GetString(_text);

    /// <summary>One entry of <c>webhook-signature</c>: keyed by the secret's decoded bytes.</summary>
    public string Sign(Guid id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>The value of <c>X-HITL-Signature</c>: keyed by the secret's text, as HITL.sh's example verifies it.</summary>
    public string SignBody(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(_text, body));

    // Secrets get into logs by being printed.
    public override string ToString() => nameof(SigningSecret);
}

/// <summary>The secrets that an account's deliveries are signed with.</summary>
/// <param name="Current">The one that clients are shown.</param>
/// <param name="Previous">The one before a rotation, for as long as both hold.</param>
/// <param name="PreviousExpiresAt">Until when.</param>
internal sealed record AccountSecrets(SigningSecret Current, SigningSecret? Previous, DateTimeOffset? PreviousExpiresAt)
{
    /// <summary>The value of <c>webhook-signature</c>: during a rotation two entries, so that receivers may know either secret.</summary>
    public string Sign(Guid id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        var signature = Current.Sign(id, timestamp, body);
        return Previous is null ? signature : $"{signature} {Previous.Sign(id, timestamp, body)}";
    }
}
