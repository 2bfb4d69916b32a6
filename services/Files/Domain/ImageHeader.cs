using System.Buffers.Binary;

namespace Hitl.Files.Domain;

/// <summary>Width and height in pixels, as an image is shown.</summary>
internal readonly record struct ImageSize(int Width, int Height);

/// <summary>Bytes of a file from an offset; fewer where it ends.</summary>
internal delegate Task<byte[]> ReadBytes(long offset, int count);

/// <summary>Reads how large an image is from its header alone: nothing is decoded, so a small file cannot claim much memory.</summary>
internal static class ImageHeader
{
    private const int HeadLength = 32;

    /// <summary>Null where the header does not say.</summary>
    public static async Task<ImageSize?> ReadAsync(FileKind kind, ReadBytes read)
    {
        if (kind == FileKind.Jpeg) return await JpegHeader.ReadAsync(read);
        var head = await read(0, HeadLength);
        if (kind == FileKind.Png) return Png(head);
        if (kind == FileKind.Gif) return Gif(head);
        return kind == FileKind.Webp ? Webp(head) : null;
    }

    internal static ImageSize? Sized(long width, long height) =>
        width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new ImageSize((int)width, (int)height) : null;

    private static ImageSize? Png(ReadOnlySpan<byte> head) => head.Length >= 24 && head.Slice(12, 4).SequenceEqual("IHDR"u8)
        ? Sized(BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..]))
        : null;

    private static ImageSize? Gif(ReadOnlySpan<byte> head) => head.Length >= 10
        ? Sized(BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]))
        : null;

    /// <summary>Three ways to say it: lossy, lossless, and the extended form's canvas.</summary>
    private static ImageSize? Webp(ReadOnlySpan<byte> head)
    {
        if (head.Length < 30) return null;
        var chunk = head.Slice(12, 4);
        if (chunk.SequenceEqual("VP8X"u8)) return Sized(1 + UInt24(head[24..]), 1 + UInt24(head[27..]));
        if (chunk.SequenceEqual("VP8 "u8))
            return Sized(BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF);
        if (!chunk.SequenceEqual("VP8L"u8) || head[20] != 0x2F) return null;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
        return Sized(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
