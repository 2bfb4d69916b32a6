using Hitl.Contracts.Files;

namespace Hitl.Jobs.Application;

/// <summary>The word for each kind of attachment, as the API speaks it.</summary>
internal static class AttachmentKindText
{
    private static readonly Dictionary<string, AttachmentKind> Kinds =
        Enum.GetValues<AttachmentKind>().ToDictionary(Of, StringComparer.Ordinal);

    public static IEnumerable<string> All => Kinds.Keys;

    public static string Of(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Text => "text",
        AttachmentKind.Image => "image",
        AttachmentKind.Video => "video",
        AttachmentKind.Audio => "audio",
        AttachmentKind.Website => "website",
        AttachmentKind.Pdf => "pdf",
    };

    /// <summary>Null when there is no such kind.</summary>
    public static AttachmentKind? Read(string? word) => word is not null && Kinds.TryGetValue(word, out var kind) ? kind : null;
}
