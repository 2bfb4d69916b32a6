using Hitl.Contracts.Files;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>Downloads one attachment into the spool and proves that it is of the kind that was ordered: the contents decide, no extension does.</summary>
internal sealed class AttachmentFetcher(
    OutboundPolicy policy, Downloader downloader, DownloadGates gates, MediaMeasure measure, IOptions<FilesOptions> options)
{
    public async Task<FetchOutcome> FetchAsync(
        Guid accountId, string url, AttachmentKind kind, Func<ISpooledFile> create, Func<bool> isWanted, CancellationToken ct)
    {
        var check = policy.CheckUrl(url);
        if (!check.Allowed) return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(check.Refusal)));

        using var turn = await gates.EnterAsync(accountId, ct);
        if (!isWanted()) return FetchMetrics.Count(FetchErrors.GroupTooLarge);
        var spooled = create();
        var (file, failure) = await downloader.DownloadAsync(url, spooled.Writer, LimitsOf(kind), ct);
        return FetchMetrics.Count(failure is null ? await ProveAsync(check.Url, file!, spooled, kind, ct) : FetchErrors.Of(failure));
    }

    private DownloadLimits LimitsOf(AttachmentKind kind) => new()
    {
        MaxBytes = kind switch
        {
            AttachmentKind.Text => options.Value.TextBytesMax,
            AttachmentKind.Video or AttachmentKind.Audio => options.Value.MediaBytesMax,
            _ => options.Value.FileBytesMax,
        },
        TotalTime = options.Value.DownloadTime,
        HeadTime = options.Value.HeadTime,
    };

    private async Task<FetchOutcome> ProveAsync(Uri url, Downloaded file, ISpooledFile spooled, AttachmentKind kind, CancellationToken ct)
    {
        var hash = await spooled.SealAsync(ct);
        var name = file.FileName ?? FileNames.FromUrl(url);
        if (kind == AttachmentKind.Text)
        {
            var text = await spooled.ReadAsync(0, (int)file.Length, ct);
            return PlainText.Is(text) ? Fresh(FileKind.Text, null) : FetchErrors.NotA(kind);
        }

        var found = Signature.Detect(kind.Family(), await spooled.ReadAsync(0, Signature.HeadLength, ct));
        if (found is null) return FetchErrors.NotA(kind);
        var media = await measure.OfAsync(found, hash, spooled, ct);
        return kind switch
        {
            AttachmentKind.Video => media?.Width is null ? FetchErrors.NotA(kind) : Fresh(found, media),
            // Whoever orders sound and sends a film gets the film: its sound is in it.
            AttachmentKind.Audio => media is not { HasAudio: true } ? FetchErrors.NotA(kind) : Fresh(media.Width is null ? found.WithoutPicture ?? found : found, media),
            AttachmentKind.Pdf => media?.Pages is null ? FetchErrors.NotA(kind) : Fresh(found, media),
            _ => Fresh(found, media),
        };

        FreshFile Fresh(FileKind real, MediaFacts? facts) => new(spooled, hash, real.NameOf(name), real, file.Length, facts);
    }
}
