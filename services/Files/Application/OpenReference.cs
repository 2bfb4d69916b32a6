using System.Net;
using System.Net.Http.Headers;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Files.Application;

/// <summary>An answer of a file's source, of which nothing but what stands here is passed on.</summary>
internal sealed class ReferencePart(OutboundReply reply, TimeSpan patience) : IDisposable
{
    /// <summary>200, 206 or 416.</summary>
    public required int Status { get; init; }

    /// <summary>Bytes of this part.</summary>
    public required long Length { get; init; }

    /// <summary>Which of the file's bytes these are; null for all.</summary>
    public ContentRangeHeaderValue? Range { get; init; }

    public EntityTagHeaderValue? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>False when the source ended early.</summary>
    public async Task<bool> CopyToAsync(Stream destination, CancellationToken ct) => await reply.CopyToAsync(destination, Length, patience, ct) is null;

    public void Dispose() => reply.Dispose();
}

/// <summary>Opens a file that stays at its source, as a whole or a range of it; it must still be as large as it was.</summary>
internal sealed class OpenReference(ReferenceSource source)
{
    /// <param name="url">Where it is.</param>
    /// <param name="size">Its bytes when it was attached.</param>
    /// <param name="range">The reader's <c>Range</c>; anything but a single range of bytes is passed over.</param>
    /// <param name="ifRange">The reader's <c>If-Range</c>.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Result<ReferencePart>> HandleAsync(string url, long size, string? range, string? ifRange, CancellationToken ct)
    {
        var wanted = RangeHeaderValue.TryParse(range, out var parsed) && parsed is { Unit: "bytes", Ranges.Count: 1 } ? parsed : null;
        var condition = wanted is not null && RangeConditionHeaderValue.TryParse(ifRange, out var valid) ? valid : null;
        var reply = await source.GetAsync(url, wanted, condition, ct);
        var opened = reply.Answered ? Read(reply, reply.Response, size, wanted is not null) : Unavailable(reply.Reason.Message);
        if (opened.Error is not null) reply.Dispose();
        return opened;
    }

    private Result<ReferencePart> Read(OutboundReply reply, HttpResponseMessage response, long size, bool isRange)
    {
        var (status, range, length) = (response.StatusCode, response.Content.Headers.ContentRange, response.Content.Headers.ContentLength);
        var isWhole = status == HttpStatusCode.OK && length is not null;
        var isPart = status == HttpStatusCode.PartialContent && isRange && range is { Unit: "bytes", From: not null, To: not null, Length: not null };
        if (status == HttpStatusCode.RequestedRangeNotSatisfiable && isRange) (range, length) = (new ContentRangeHeaderValue(size), 0);
        else if (!isWhole && !isPart) return Unavailable(new OutboundFailure(OutboundCodes.BadStatus, (int)status).Message);
        else if ((isPart ? range!.Length : length) != size) return Unavailable("It is not as large as it was.");

        return new ReferencePart(reply, source.Patience)
        {
            Status = (int)status,
            Length = isPart ? range!.To!.Value - range.From!.Value + 1 : length!.Value,
            Range = isWhole ? null : range,
            ETag = response.Headers.ETag,
            LastModified = response.Content.Headers.LastModified,
        };
    }

    private static Error Unavailable(string why) => new(
        ErrorKind.SourceFailed, "reference_unavailable",
        $"The file is read from its source, which does not hand it out now. {why} Publish it there again as it was, or attach a copy to a new job.");
}
