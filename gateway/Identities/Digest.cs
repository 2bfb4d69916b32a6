using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Hitl.Gateway.Identities;

/// <summary>SHA-256 of a credential: what is remembered in its stead, and looked up without giving its bytes away by timing.</summary>
internal readonly record struct Digest(UInt128 First, UInt128 Second)
{
    /// <summary>Longer credentials than any of ours are refused before they are hashed.</summary>
    public const int LengthMax = 256;

    public static Digest Of(string credential)
    {
        Span<byte> bytes = stackalloc byte[LengthMax * 3];
        Span<UInt128> hash = stackalloc UInt128[2];
        var length = Encoding.UTF8.GetBytes(credential.AsSpan(), bytes);
        SHA256.HashData(bytes[..length], MemoryMarshal.AsBytes(hash));
        return new Digest(hash[0], hash[1]);
    }
}
