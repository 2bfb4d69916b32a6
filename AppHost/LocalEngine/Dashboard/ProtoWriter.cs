using System.Buffers;
using System.Text;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>Writes one protobuf message, field by field. Fields that have their default value may be left out, as proto3 does.</summary>
internal sealed class ProtoWriter
{
    private const int Varint = 0;
    private const int Delimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ProtoWriter Int(int field, long value)
    {
        Tag(field, Varint);
        Number((ulong)value);
        return this;
    }

    public ProtoWriter Bool(int field, bool value) => value ? Int(field, 1) : this;

    public ProtoWriter Text(int field, string? value) => value is null ? this : Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Message(int field, ProtoWriter message) => Bytes(field, message.ToArray());

    public ProtoWriter Time(int field, DateTimeOffset? at) => at is not { } time
        ? this
        : Message(field, new ProtoWriter().Int(1, time.ToUnixTimeSeconds()).Int(2, time.Millisecond * 1_000_000L));

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private ProtoWriter Bytes(int field, byte[] value)
    {
        Tag(field, Delimited);
        Number((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Tag(int field, int wireType) => Number(((ulong)field << 3) | (uint)wireType);

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
