using Hitl.Contracts.Files;
using Hitl.Forms;

namespace Hitl.Jobs.Application;

/// <summary>What a job shows, in the form language's words: what answers are measured by.</summary>
internal static class JobMaterial
{
    public static Material Of(JobOrder order, ShownMaterial shown) => new()
    {
        Content = order.Details.Content?.ToElement(),
        Files = [.. shown.Files.Select(file => ItemOf(KindOf(file), file, null))],
        Attachments = [.. shown.Attachments.Select(attachment => ItemOf(KindOf(attachment.Kind), attachment.File, attachment.Text))],
    };

    private static MaterialItem ItemOf(MaterialKind kind, StoredFile? file, string? text) => new(kind)
    {
        Text = text,
        Width = file?.Media?.Width,
        Height = file?.Media?.Height,
        Duration = file?.Media?.Duration,
    };

    /// <summary>The contract allows pictures and PDFs as files.</summary>
    private static MaterialKind KindOf(StoredFile file) =>
        file.ContentType.StartsWith("image/", StringComparison.Ordinal) ? MaterialKind.Image : MaterialKind.Pdf;

    private static MaterialKind KindOf(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Text => MaterialKind.Text,
        AttachmentKind.Image => MaterialKind.Image,
        AttachmentKind.Video => MaterialKind.Video,
        AttachmentKind.Audio => MaterialKind.Audio,
        AttachmentKind.Website => MaterialKind.Website,
        AttachmentKind.Pdf => MaterialKind.Pdf,
    };
}
