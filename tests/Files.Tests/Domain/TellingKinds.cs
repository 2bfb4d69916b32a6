using System.IO.Compression;
using Hitl.Files.Domain;
using Hitl.TestKit;

namespace Hitl.Files.Tests.Domain;

public sealed class TellingKinds
{
    [Test]
    public void Each_kind_is_told_by_its_bytes() => Assert.Multiple(() =>
    {
        Assert.That(Detect(SampleFiles.Png()), Is.SameAs(FileKind.Png));
        Assert.That(Detect(SampleFiles.Jpeg()), Is.SameAs(FileKind.Jpeg));
        Assert.That(Detect(SampleFiles.Pdf()), Is.SameAs(FileKind.Pdf));
        Assert.That(Detect([.. "\r\n\r\n"u8, .. SampleFiles.Pdf()]), Is.SameAs(FileKind.Pdf));
        Assert.That(Detect(Zip("[Content_Types].xml", "word/document.xml")), Is.SameAs(FileKind.Docx));
    });

    [Test]
    public void What_only_looks_like_one_is_none() => Assert.Multiple(() =>
    {
        Assert.That(Detect([]), Is.Null);
        Assert.That(Detect("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray()), Is.Null);
        Assert.That(Detect("GIF89a"u8.ToArray()), Is.Null);
        Assert.That(Detect(SampleFiles.Png()[..7]), Is.Null);
        Assert.That(Detect([.. new byte[1024], .. SampleFiles.Pdf()]), Is.Null);
        Assert.That(Detect(Zip("[Content_Types].xml", "xl/workbook.xml")), Is.Null);
        Assert.That(Detect(Zip("a.txt")), Is.Null);
        Assert.That(Detect(Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")), Is.Null);
    });

    private static FileKind? Detect(byte[] bytes) =>
        Signature.Detect(bytes.AsSpan(0, Math.Min(bytes.Length, Signature.HeadLength)), bytes.AsSpan(Math.Max(0, bytes.Length - Signature.TailLength)));

    private static byte[] Zip(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var entry in entries) archive.CreateEntry(entry);
        }

        return bytes.ToArray();
    }
}
