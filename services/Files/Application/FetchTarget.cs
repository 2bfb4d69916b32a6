using Hitl.Contracts.Files;
using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>One thing to fetch; equal ones are fetched once, however many jobs name them.</summary>
/// <param name="Url">As the client wrote it.</param>
/// <param name="Kind">What an attachment must be; null for a file, which its extension tells.</param>
/// <param name="IsReference">Whether only the address is kept.</param>
internal sealed record FetchTarget(string Url, AttachmentKind? Kind = null, bool IsReference = false);

/// <summary>What one job names.</summary>
internal sealed record TargetGroup(IReadOnlyList<FetchTarget> Files, IReadOnlyList<FetchTarget> Attachments)
{
    public static IReadOnlyList<TargetGroup> Of(FetchFiles order) =>
    [
        .. order.Groups.Select((urls, i) => new TargetGroup(
            [.. urls.Select(url => new FetchTarget(url))],
            order.Attachments.Count == 0 ? [] : [.. order.Attachments[i].Select(one => new FetchTarget(one.Url, one.Kind, one.IsReference))])),
    ];
}

internal static class AttachmentKinds
{
    /// <summary>Websites are never fetched.</summary>
    public static FileFamily Family(this AttachmentKind kind) => kind switch
    {
        AttachmentKind.Text => FileFamily.Text,
        AttachmentKind.Image => FileFamily.Image,
        AttachmentKind.Video => FileFamily.Video,
        AttachmentKind.Audio => FileFamily.Audio,
        AttachmentKind.Pdf => FileFamily.Pdf,
        AttachmentKind.Website => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A website is not fetched."),
    };
}
