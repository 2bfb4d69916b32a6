using System.Net;
using System.Net.Http.Headers;
using Hitl.Contracts.Files;
using Hitl.Files.Domain;
using Hitl.ServiceDefaults.Outbound;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Application;

/// <summary>Looks at the first bytes of a file that stays at its source: its kind, and how large it is.</summary>
internal sealed class ReferenceChecker(OutboundPolicy policy, ReferenceSource source, DownloadGates gates, IOptions<FilesOptions> options)
{
    /// <summary>What of it is read: enough to tell any kind, and text with some certainty.</summary>
    private const int HeadBytes = 16 * 1024;

    public async Task<FetchOutcome> CheckAsync(Guid accountId, string url, AttachmentKind kind, CancellationToken ct)
    {
        var check = policy.CheckUrl(url);
        if (!check.Allowed) return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(check.Refusal)));

        using var turn = await gates.EnterAsync(accountId, ct);
        using var reply = await source.GetAsync(url, new RangeHeaderValue(0, HeadBytes - 1), ifRange: null, ct);
        if (!reply.Answered) return FetchMetrics.Count(FetchErrors.Of(reply.Reason));
        if (reply.Response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(OutboundCodes.BadStatus, (int)reply.Response.StatusCode)));
        if (LengthOf(reply.Response) is not { } length) return FetchMetrics.Count(FetchErrors.UnknownSize);
        if (length > MaxOf(kind)) return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(OutboundCodes.TooLarge)));

        var head = await reply.ReadStartAsync((int)Math.Min(HeadBytes, length), options.Value.HeadTime, ct);
        if (head.Length < Math.Min(HeadBytes, length)) return FetchMetrics.Count(FetchErrors.Of(new OutboundFailure(OutboundCodes.BodyIncomplete)));
        return FetchMetrics.Count(KindOf(kind, head, length) is { } found
            ? new ReferencedFile(url, found.NameOf(FileNames.FromUrl(check.Url)), found, length)
            : FetchErrors.NotA(kind));
    }

    private static FileKind? KindOf(AttachmentKind kind, byte[] head, long length)
    {
        if (kind == AttachmentKind.Text) return (head.Length == length ? PlainText.Is(head) : PlainText.BeginsIn(head)) ? FileKind.Text : null;
        var found = Signature.Detect(kind.Family(), head);
        // Nobody looks for a picture in it: a container is what it was ordered as.
        return kind == AttachmentKind.Audio ? found?.WithoutPicture ?? found : found;
    }

    /// <summary>Null where the server does not say it, or begins elsewhere than it was asked to.</summary>
    private static long? LengthOf(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.OK
        ? response.Content.Headers.ContentLength
        : response.Content.Headers.ContentRange is { Unit: "bytes", From: 0, Length: { } length } ? length : null;

    private long MaxOf(AttachmentKind kind) => kind == AttachmentKind.Text ? options.Value.TextBytesMax : options.Value.ReferenceBytesMax;
}
