using System.Text;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>Reads the fields of one protobuf message that we care for: numbers and texts. The others are passed over.</summary>
internal static class ProtoReader
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    /// <summary>Texts by field number.</summary>
    public static Dictionary<int, string> Texts(ReadOnlySpan<byte> message)
    {
        var texts = new Dictionary<int, string>();
        Read(message, (field, value) => texts[field] = value, static (_, _) => { });
        return texts;
    }

    /// <summary>Numbers by field number.</summary>
    public static Dictionary<int, ulong> Numbers(ReadOnlySpan<byte> message)
    {
        var numbers = new Dictionary<int, ulong>();
        Read(message, static (_, _) => { }, (field, value) => numbers[field] = value);
        return numbers;
    }

    private static void Read(ReadOnlySpan<byte> message, Action<int, string> onText, Action<int, ulong> onNumber)
    {
        while (!message.IsEmpty)
        {
            var tag = Number(ref message);
            var field = (int)(tag >> 3);
            switch ((int)(tag & 7))
            {
                case Varint:
                    onNumber(field, Number(ref message));
                    break;
                case Fixed64:
                    message = message[8..];
                    break;
                case Delimited:
                    var length = checked((int)Number(ref message));
                    onText(field, Encoding.UTF8.GetString(message[..length]));
                    message = message[length..];
                    break;
                case Fixed32:
                    message = message[4..];
                    break;
                default:
                    throw new InvalidDataException("Not a protobuf message.");
            }
        }
    }

    private static ulong Number(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (var (index, shift) = (0, 0); index < message.Length && shift < 64; index++, shift += 7)
        {
            value |= (ulong)(message[index] & 0x7f) << shift;
            if (message[index] >= 0x80) continue;
            message = message[(index + 1)..];
            return value;
        }
        throw new InvalidDataException("Not a protobuf message.");
    }
}
