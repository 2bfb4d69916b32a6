using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Contracts.Projects;

/// <summary>What an API key is for, as its prefix says.</summary>
public enum ApiKeyMode
{
    /// <summary><c>hitl_live_</c>: people do the jobs.</summary>
    Live,

    /// <summary><c>hitl_test_</c>: a simulator answers the jobs.</summary>
    Test,

    /// <summary><c>hitl_admin_</c>: administration, of no account.</summary>
    Admin,
}

/// <summary>
/// How an API key is written: its prefix, 30 random characters of the base62 alphabet (178 bits), and 6 characters of checksum
/// (CRC-32 of all before it), so that a mistyped or invented key is refused without asking anybody.
/// </summary>
public static class ApiKeyFormat
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    private const int RandomLength = 30;
    private const int ChecksumLength = 6;
    private const int LookupLength = 8;

    /// <summary>A new key.</summary>
    public static string Generate(ApiKeyMode mode)
    {
        var body = PrefixOf(mode) + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return body + ChecksumOf(body);
    }

    /// <summary>Whether <paramref name="key"/> is well-formed; then <paramref name="mode"/> is what its prefix says.</summary>
    public static bool TryParse(string? key, out ApiKeyMode mode)
    {
        mode = default;
        if (key is null) return false;
        foreach (var candidate in Enum.GetValues<ApiKeyMode>())
        {
            var prefix = PrefixOf(candidate);
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            mode = candidate;
            return key.Length == prefix.Length + RandomLength + ChecksumLength
                && key.AsSpan(prefix.Length).IndexOfAnyExcept(Characters) < 0
                && key.EndsWith(ChecksumOf(key[..^ChecksumLength]), StringComparison.Ordinal);
        }

        return false;
    }

    /// <summary>The part of a well-formed key under which it is looked up; not secret by itself.</summary>
    public static string LookupIdOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[^(RandomLength + ChecksumLength)..][..LookupLength];
    }

    /// <summary>What may be shown of a key: its prefix and lookup id.</summary>
    public static string DisplayPrefixOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[..^(RandomLength + ChecksumLength - LookupLength)];
    }

    /// <summary>SHA-256 of the whole key: all that is ever stored of it.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    private static string PrefixOf(ApiKeyMode mode) => mode switch
    {
        ApiKeyMode.Live => "hitl_live_",
        ApiKeyMode.Test => "hitl_test_",
        ApiKeyMode.Admin => "hitl_admin_",
    };

    private static string ChecksumOf(string body)
    {
        var sum = Crc32(Encoding.ASCII.GetBytes(body));
        Span<char> text = stackalloc char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(sum % (uint)Alphabet.Length)];
            sum /= (uint)Alphabet.Length;
        }

        return new string(text);
    }

    /// <summary>The IEEE polynomial, bit by bit: 40 bytes do not deserve a table.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
        }

        return ~crc;
    }
}
