using System.Buffers.Binary;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>UUIDv7 begin with the millisecond of their making: a range of time is a range of ids.</summary>
internal static class IdRange
{
    /// <summary>No id made at or after <paramref name="instant"/> is lower.</summary>
    public static Guid StartOf(DateTimeOffset? instant) => instant is { } at ? Lowest(at) : Guid.Empty;

    /// <summary>Every id made before <paramref name="instant"/> is lower.</summary>
    public static Guid EndOf(DateTimeOffset? instant) => instant is { } at ? Lowest(at) : Guid.AllBitsSet;

    private static Guid Lowest(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, instant.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
