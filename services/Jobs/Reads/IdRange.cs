using System.Buffers.Binary;

namespace Hitl.Jobs.Reads;

/// <summary>Ids begin with the milliseconds of their making: a range of time is a range of ids.</summary>
internal static class IdRange
{
    /// <summary>The lowest id of an instant.</summary>
    /// <param name="instant">When.</param>
    /// <param name="drift">How far the time in an id may stand from it; added.</param>
    public static Guid LowestOf(DateTimeOffset instant, TimeSpan drift)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Math.Max(0, (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + drift.Ticks) / TimeSpan.TicksPerMillisecond);
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
