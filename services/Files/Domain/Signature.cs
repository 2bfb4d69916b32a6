namespace Hitl.Files.Domain;

/// <summary>Tells the kind of a file by its bytes, whatever its name and its server say.</summary>
internal static class Signature
{
    /// <summary>Bytes of a file's beginning that are looked at.</summary>
    public const int HeadLength = 1024;

    /// <summary>Bytes of a file's end that are looked at: the directory of a ZIP archive stands there.</summary>
    public const int TailLength = 256 * 1024;

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> MatroskaStart => [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>A kind that may be a file of a job or of instructions.</summary>
    public static FileKind? Detect(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.StartsWith(PngStart)) return FileKind.Png;
        if (head.StartsWith(JpegStart)) return FileKind.Jpeg;
        if (IsPdf(head)) return FileKind.Pdf;
        return head.StartsWith("PK\x03\x04"u8) && IsDocument(tail) ? FileKind.Docx : null;
    }

    /// <summary>
    /// A kind of <paramref name="family"/>; a container that may hold a video is one, until somebody has looked for its picture.
    /// </summary>
    public static FileKind? Detect(FileFamily family, ReadOnlySpan<byte> head)
    {
        var kind = family == FileFamily.Pdf ? (IsPdf(head) ? FileKind.Pdf : null) : Image(head) ?? Container(head) ?? Sound(head);
        return kind?.Family == family || (family == FileFamily.Audio && kind?.WithoutPicture is not null) ? kind : null;
    }

    /// <summary>Readers allow some bytes before the header, and scanners write them.</summary>
    private static bool IsPdf(ReadOnlySpan<byte> head) => head.IndexOf("%PDF-"u8) >= 0;

    private static FileKind? Image(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngStart)) return FileKind.Png;
        if (head.StartsWith(JpegStart)) return FileKind.Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return FileKind.Gif;
        return IsRiff(head, "WEBP"u8) ? FileKind.Webp : null;
    }

    private static FileKind? Container(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8)) return FileKind.OggVideo;
        // The type of the document stands a few bytes behind the start; "matroska" is no format of the web.
        if (head.StartsWith(MatroskaStart)) return head[..Math.Min(head.Length, 64)].IndexOf("webm"u8) >= 0 ? FileKind.Webm : null;
        if (head.Length < 12) return null;
        var atom = head.Slice(4, 4);
        // Before there were brands, a film of QuickTime began with any of these.
        if (atom.SequenceEqual("moov"u8) || atom.SequenceEqual("mdat"u8) || atom.SequenceEqual("wide"u8)) return FileKind.Mov;
        if (!atom.SequenceEqual("ftyp"u8)) return null;
        var brand = head.Slice(8, 4);
        if (brand.SequenceEqual("qt  "u8)) return FileKind.Mov;
        return IsStillPicture(brand) ? null : FileKind.Mp4;
    }

    private static FileKind? Sound(ReadOnlySpan<byte> head)
    {
        if (IsRiff(head, "WAVE"u8)) return FileKind.Wav;
        if (head.StartsWith("fLaC"u8)) return FileKind.Flac;
        if (head.StartsWith("ID3"u8)) return FileKind.Mp3;
        if (head.Length < 2 || head[0] != 0xFF) return null;
        // Eleven bits of synchronisation, then the version and the layer: none of the three in AAC, the third in MP3.
        if ((head[1] & 0xF6) == 0xF0) return FileKind.Aac;
        return (head[1] & 0xE6) == 0xE2 ? FileKind.Mp3 : null;
    }

    /// <summary>HEIC and AVIF stand in the container of MP4, and their picture would pass for a film of one frame.</summary>
    private static bool IsStillPicture(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8) || brand.StartsWith("mif"u8) || brand.StartsWith("msf"u8);

    private static bool IsRiff(ReadOnlySpan<byte> head, ReadOnlySpan<byte> form) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head.Slice(8, 4).SequenceEqual(form);

    /// <summary>Any ZIP archive begins alike: what makes it a Word document is in its directory. One with macros is none.</summary>
    private static bool IsDocument(ReadOnlySpan<byte> tail) =>
        tail.IndexOf("[Content_Types].xml"u8) >= 0 && tail.IndexOf("word/document.xml"u8) >= 0 && tail.IndexOf("vbaProject.bin"u8) < 0;
}
