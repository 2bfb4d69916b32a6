using System.Buffers.Binary;

namespace Hitl.Files.Domain;

/// <summary>Walks the segments of a JPEG up to its frame; profiles and thumbnails before it may be megabytes long and are skipped.</summary>
internal static class JpegHeader
{
    private const int SegmentsMax = 1000;
    private const int ExifMax = 64 * 1024;
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const int OrientationTag = 0x0112;

    public static async Task<ImageSize?> ReadAsync(ReadBytes read)
    {
        var offset = 2L;
        var isTurned = false;
        for (var segment = 0; segment < SegmentsMax; segment++)
        {
            var head = await read(offset, 10);
            if (head.Length < 10 || head[0] != 0xFF || head[1] == StartOfScan) return null;
            // Any number of fill bytes may stand before a marker.
            if (head[1] == 0xFF)
            {
                offset++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
            if (length < 2) return null;
            if (IsFrame(head[1])) return Shown(BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(7)), BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(5)), isTurned);
            if (head[1] == App1) isTurned |= IsTurned(await read(offset + 4, Math.Min(length - 2, ExifMax)));
            offset += 2 + length;
        }

        return null;
    }

    private static ImageSize? Shown(int width, int height, bool isTurned) => isTurned ? ImageHeader.Sized(height, width) : ImageHeader.Sized(width, height);

    /// <summary>Start of frame, of whichever process; three markers of this row are something else.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Whether EXIF's orientation, 5 to 8, lays the picture on its side.</summary>
    private static bool IsTurned(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8)) return false;
        var tiff = segment[6..];
        if (tiff.Length < 8) return false;
        var isLittle = tiff.StartsWith("II"u8);
        var directory = (int)Math.Min(isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]), int.MaxValue / 2);
        if (directory + 2 > tiff.Length) return false;
        var entries = UInt16(tiff[directory..], isLittle);
        for (var i = 0; i < entries && directory + 14 + i * 12 <= tiff.Length; i++)
        {
            var entry = tiff.Slice(directory + 2 + i * 12, 12);
            if (UInt16(entry, isLittle) == OrientationTag) return UInt16(entry[8..], isLittle) is >= 5 and <= 8;
        }

        return false;
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
