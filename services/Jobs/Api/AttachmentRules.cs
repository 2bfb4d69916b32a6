using System.Text;
using Hitl.Contracts.Files;
using Hitl.Jobs.Application;

namespace Hitl.Jobs.Api;

/// <summary>The form of attachments: a text is given or stands at a URL, everything else stands at a URL.</summary>
internal static class AttachmentRules
{
    private const string Field = "attachments";
    private const int AttachmentsMax = 50;
    private const int TextBytesMax = 256 * JsonRules.KiB;
    private const int TextsBytesMax = 1 * JsonRules.MiB;

    private static readonly string Types = string.Join(", ", AttachmentKindText.All);

    /// <summary>The path and the message of each fault.</summary>
    public static IEnumerable<(string Path, string Message)> Check(IReadOnlyList<AttachmentRequest?>? attachments)
    {
        if (attachments is null) yield break;
        if (attachments.Count is < 1 or > AttachmentsMax) yield return (Field, $"must hold 1 to {AttachmentsMax} attachments.");
        for (var i = 0; i < attachments.Count; i++)
        {
            if (attachments[i] is not { } attachment) yield return ($"{Field}[{i}]", "must be an object.");
            else if (FaultOf(attachment) is var (member, message)) yield return ($"{Field}[{i}].{member}", message);
        }

        if (attachments.Sum(attachment => (long)BytesOf(attachment?.Content)) > TextsBytesMax)
            yield return (Field, $"must not hold more than {TextsBytesMax / JsonRules.MiB} MiB of content together. Give larger texts as URLs.");
    }

    private static (string Member, string Message)? FaultOf(AttachmentRequest attachment)
    {
        if (AttachmentKindText.Read(attachment.Type) is not { } kind) return ("type", $"must be one of {Types}.");
        if (attachment is { Content: null, Url: null }) return ("url", kind == AttachmentKind.Text ? "is required where there is no content." : "is required.");
        if (attachment.Url is not null && !WebUrl.IsOne(attachment.Url)) return ("url", WebUrl.Rule);
        if (attachment.Content is null) return null;
        if (kind != AttachmentKind.Text) return ("content", "is for text only; give a url.");
        if (attachment.Url is not null) return ("content", "must not stand beside a url.");
        return BytesOf(attachment.Content) > TextBytesMax ? ("content", JsonRules.TooLarge(TextBytesMax)) : null;
    }

    private static int BytesOf(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
