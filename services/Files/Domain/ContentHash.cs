namespace Hitl.Files.Domain;

/// <summary>SHA-256 of a file's bytes: its name in the store, its ETag, and the reason why equal files are kept once.</summary>
internal readonly record struct ContentHash
{
    public ContentHash(byte[] sha256) => Hex = Convert.ToHexStringLower(sha256);

    public string Hex { get; }

    public byte[] ToBytes() => Convert.FromHexString(Hex);
}
