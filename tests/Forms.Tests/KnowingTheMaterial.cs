using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;

namespace Hitl.Forms.Tests;

[Parallelizable(ParallelScope.All)]
internal sealed class KnowingTheMaterial
{
    [TestCase("\"whole\"", "whole")]
    [TestCase("""{"id":1,"title":"first","text":"named"}""", "named")]
    [TestCase("""{"id":1,"title":"first"}""", "first")]
    [TestCase("""{"id":1}""", "attached")]
    [TestCase("7", "attached")]
    public void Without_a_source_the_first_text_is_meant(string content, string text)
    {
        var material = new Material { Content = Forms.Json(content), Attachments = [new(MaterialKind.Image), new(MaterialKind.Text) { Text = "attached" }] };

        Assert.That(material.TextAt(null), Is.EqualTo(text));
    }

    [TestCase("text", "x")]
    [TestCase("messages[1].body", "second")]
    [TestCase("attachments[0]", "attached")]
    [TestCase("messages[7].body", null)]
    [TestCase("messages", null)]
    [TestCase("files[3]", null)]
    [TestCase("nothing.here", null)]
    public void A_source_leads_into_the_content_and_to_attachments(string source, string? text)
    {
        var material = new Material
        {
            Content = Forms.Json("""{"text":"x","messages":[{"body":"first"},{"body":"second"}]}"""),
            Attachments = [new(MaterialKind.Text) { Text = "attached" }],
        };

        Assert.That(material.TextAt(Source.TryParse(source)), Is.EqualTo(text));
    }

    [Test]
    public void A_jobs_files_and_attachments_are_its_material()
    {
        var image = new StoredFile { FileId = Guid.CreateVersion7(), Name = "a.png", ContentType = "image/png", Size = 1, Media = new MediaFacts { Width = 640, Height = 480 } };
        var sound = image with { ContentType = "audio/mpeg", Media = new MediaFacts { Duration = 5.5 } };

        var material = JobMaterial.Of(
            JsonSerializer.SerializeToElement("x"),
            [image with { ContentType = "application/pdf", Media = null }, image],
            [new Attachment { Kind = AttachmentKind.Text, Text = "y" }, new Attachment { Kind = AttachmentKind.Audio, File = sound }]);

        Assert.That(material.ImageAt(null), Is.EqualTo(new MaterialItem(MaterialKind.Image) { Width = 640, Height = 480 }));
        Assert.That(material.ImageAt(Source.TryParse("files[0]"))!.Kind, Is.EqualTo(MaterialKind.Pdf));
        Assert.That(material.RecordingAt(null)!.Duration, Is.EqualTo(5.5));
        Assert.That(material.TextAt(Source.TryParse("attachments[0]")), Is.EqualTo("y"));
    }
}
