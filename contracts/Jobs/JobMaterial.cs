using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Forms;

namespace Hitl.Contracts.Jobs;

/// <summary>What a job shows, in the words of forms: what its answers are measured by.</summary>
public static class JobMaterial
{
    /// <summary>From what <see cref="JobCreated"/> carries.</summary>
    public static Material Of(JsonElement? content, IReadOnlyList<StoredFile> files, IReadOnlyList<Attachment> attachments) => new()
    {
        Content = content,
        Files = [.. files.Select(file => ItemOf(KindOf(file.ContentType), file, null))],
        Attachments = [.. attachments.Select(attachment => ItemOf(KindOf(attachment.Kind), attachment.File, attachment.Text))],
    };

    private static MaterialItem ItemOf(MaterialKind kind, StoredFile? file, string? text) => new(kind)
    {
        Text = text,
        Width = file?.Media?.Width,
        Height = file?.Media?.Height,
        Duration = file?.Media?.Duration,
    };

    private static MaterialKind KindOf(string contentType) => contentType.Split('/')[0] switch
    {
        "image" => MaterialKind.Image,
        "video" => MaterialKind.Video,
        "audio" => MaterialKind.Audio,
        "text" => MaterialKind.Text,
        _ => contentType == "application/pdf" ? MaterialKind.Pdf : MaterialKind.Other,
    };

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
