using System.Buffers.Binary;

namespace Hitl.Jobs.Domain;

/// <summary>
/// UUIDv7 ids, each above the one before: jobs of one millisecond, such as those of a bulk request, are listed in the order of
/// their creation too. The 12 bits behind the timestamp count (RFC 9562, 6.2, method 1); 62 random bits follow.
/// </summary>
internal sealed class JobIds
{
    private const int CounterMax = 0xFFF;

    /// <summary>How far the time in an id may stand from the time of its creation; lists that are filtered by time allow for it.</summary>
    public static readonly TimeSpan DriftMax = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _milliseconds;
    private int _counter;

    public Guid Next(DateTimeOffset now)
    {
        var (milliseconds, counter) = Advance(now.ToUnixTimeMilliseconds());
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | counter));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A full counter goes on in the next millisecond; a clock that was set back a little, where it was.</summary>
    private (long Milliseconds, int Counter) Advance(long now)
    {
        lock (_lock)
        {
            if (now > _milliseconds || now < _milliseconds - DriftMax.TotalMilliseconds) (_milliseconds, _counter) = (now, 0);
            else if (++_counter > CounterMax) (_milliseconds, _counter) = (_milliseconds + 1, 0);
            return (_milliseconds, _counter);
        }
    }
}
