using System.Buffers.Binary;
using Hitl.Files.Domain;
using Hitl.TestKit;

namespace Hitl.Files.Tests.Domain;

public sealed class ReadingImageHeaders
{
    [Test]
    public async Task Each_kind_says_how_large_it_is()
    {
        byte[] gif = [.. "GIF89a"u8, 0x40, 0x01, 0xF0, 0x00];
        byte[] extended = [.. "RIFF\0\0\0\0WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0x3F, 0x01, 0x00, 0xEF, 0x00, 0x00];
        byte[] lossy = [.. "RIFF\0\0\0\0WEBPVP8 "u8, 0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0x40, 0x01, 0xF0, 0x00];
        byte[] lossless = [.. "RIFF\0\0\0\0WEBPVP8L"u8, 0, 0, 0, 0, 0x2F, .. LittleEndian(319 | (239 << 14)), 0, 0, 0, 0, 0];
        foreach (var (kind, bytes) in new[] { (FileKind.Gif, gif), (FileKind.Webp, extended), (FileKind.Webp, lossy), (FileKind.Webp, lossless), (FileKind.Jpeg, Jpeg(320, 240)) })
            Assert.That(await ReadAsync(kind, bytes), Is.EqualTo(new ImageSize(320, 240)), kind.ContentType);
        Assert.That(await ReadAsync(FileKind.Png, SampleFiles.Png()), Is.EqualTo(new ImageSize(1, 1)));
    }

    [TestCase(1, 320, 240)]
    [TestCase(3, 320, 240)]
    [TestCase(6, 240, 320)]
    [TestCase(8, 240, 320)]
    public async Task A_photograph_is_as_large_as_it_is_shown(int orientation, int width, int height)
    {
        byte[] little = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0];
        byte[] big = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0];
        foreach (var exif in new[] { little, big }) Assert.That(await ReadAsync(FileKind.Jpeg, Jpeg(320, 240, exif)), Is.EqualTo(new ImageSize(width, height)));
    }

    [Test]
    public async Task A_bomb_is_measured_and_not_decoded()
    {
        var bomb = SampleFiles.Png();
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), 30_000);
        Assert.That(await ReadAsync(FileKind.Png, bomb), Is.EqualTo(new ImageSize(30_000, 30_000)));
    }

    [Test]
    public async Task A_broken_header_says_nothing()
    {
        byte[] nothing = SampleFiles.Png();
        BinaryPrimitives.WriteUInt32BigEndian(nothing.AsSpan(16), uint.MaxValue);
        byte[] endless = [0xFF, 0xD8, .. Enumerable.Repeat((byte)0xFF, 5000)];
        byte[] lies = [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x10, .. "Exif\0\0II*\0"u8, 0xFF, 0xFF, 0xFF, 0xFF];
        var whole = Jpeg(320, 240);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(FileKind.Png, nothing), Is.Null);
            Assert.That(await ReadAsync(FileKind.Jpeg, endless), Is.Null);
            Assert.That(await ReadAsync(FileKind.Jpeg, lies), Is.Null);
            for (var length = 0; length < whole.Length - 1; length++) Assert.That(await ReadAsync(FileKind.Jpeg, whole[..length]), Is.Null, $"{length}");
        });
    }

    private static Task<ImageSize?> ReadAsync(FileKind kind, byte[] bytes) => ImageHeader.ReadAsync(
        kind, (offset, count) => Task.FromResult(bytes.AsSpan((int)Math.Min(offset, bytes.Length)) is var rest ? rest[..Math.Min(count, rest.Length)].ToArray() : []));

    /// <summary>A profile, perhaps EXIF, a fill byte, and the frame's first ten bytes.</summary>
    private static byte[] Jpeg(int width, int height, byte[]? exif = null) =>
    [
        0xFF, 0xD8, 0xFF, 0xE2, 0x00, 0x06, 1, 2, 3, 4,
        .. exif is null ? [] : (byte[])[0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif],
        0xFF, 0xFF, 0xC2, 0x00, 0x11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3,
    ];

    private static byte[] LittleEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
