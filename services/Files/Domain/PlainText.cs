using System.Text.Unicode;

namespace Hitl.Files.Domain;

/// <summary>Tells text that every reader reads alike: UTF-8 without NUL.</summary>
internal static class PlainText
{
    private const int LongestCharacter = 4;

    public static bool Is(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && !bytes.Contains((byte)0) && Utf8.IsValid(bytes);

    /// <summary>The same of a beginning, which may end within a character.</summary>
    public static bool BeginsIn(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 0; cut < LongestCharacter && cut < bytes.Length; cut++)
        {
            if (Is(bytes[..^cut])) return true;
        }

        return false;
    }
}
