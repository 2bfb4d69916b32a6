namespace Hitl.Files.Domain;

/// <summary>Tells the kind of a file by its bytes, whatever its name and its server say.</summary>
internal static class Signature
{
    /// <summary>Bytes of a file's beginning that are looked at.</summary>
    public const int HeadLength = 1024;

    /// <summary>Bytes of a file's end that are looked at: the directory of a ZIP archive stands there.</summary>
    public const int TailLength = 256 * 1024;

    public static FileKind? Detect(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.StartsWith(PngStart)) return FileKind.Png;
        if (head.StartsWith(JpegStart)) return FileKind.Jpeg;
        // Readers allow some bytes before the header, and scanners write them.
        if (head.IndexOf("%PDF-"u8) >= 0) return FileKind.Pdf;
        return head.StartsWith("PK\x03\x04"u8) && IsDocument(tail) ? FileKind.Docx : null;
    }

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <summary>Any ZIP archive begins alike: what makes it a Word document is in its directory. One with macros is none.</summary>
    private static bool IsDocument(ReadOnlySpan<byte> tail) =>
        tail.IndexOf("[Content_Types].xml"u8) >= 0 && tail.IndexOf("word/document.xml"u8) >= 0 && tail.IndexOf("vbaProject.bin"u8) < 0;
}
