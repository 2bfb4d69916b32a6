using System.Buffers.Binary;

namespace Hitl.ServiceDefaults.Data;

/// <summary>UUIDv7 begin with the millisecond of their making: a range of time is a range of ids, and so of every index that they are in.</summary>
public static class IdRange
{
    /// <summary>No id made at or after <paramref name="instant"/> is lower; without one, no id at all.</summary>
    public static Guid StartOf(DateTimeOffset? instant) => instant is { } at ? LowestOf(at, TimeSpan.Zero) : Guid.Empty;

    /// <summary>Every id made before <paramref name="instant"/> is lower; without one, every id.</summary>
    public static Guid EndOf(DateTimeOffset? instant) => instant is { } at ? LowestOf(at, TimeSpan.Zero) : Guid.AllBitsSet;

    /// <summary>The lowest id of an instant.</summary>
    /// <param name="instant">When.</param>
    /// <param name="drift">How far the time in an id may stand from it; added.</param>
    public static Guid LowestOf(DateTimeOffset instant, TimeSpan drift)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = Math.Max(0, (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + drift.Ticks) / TimeSpan.TicksPerMillisecond);
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
