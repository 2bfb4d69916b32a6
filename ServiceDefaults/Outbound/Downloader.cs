using System.Buffers;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Downloads a customer's file into a stream, within limits.</summary>
public sealed class Downloader(OutboundGetter getter, TimeProvider clock)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Downloads <paramref name="url"/>. Extensions are the caller's affair: only the content can prove a type.</summary>
    /// <param name="url">As the customer wrote it.</param>
    /// <param name="destination">Receives the bytes as they come; what was written before a failure is worthless.</param>
    /// <param name="limits">Size, time, rate, redirects.</param>
    /// <param name="ct">Ends the download, the only thing beside the destination's own errors that throws.</param>
    public async Task<DownloadOutcome> DownloadAsync(string url, Stream destination, DownloadLimits limits, CancellationToken ct)
    {
        var startedAt = clock.GetTimestamp();
        using var reply = await getter.GetAsync(url, configure: null, limits, ct);
        if (!reply.Answered)
            return new DownloadOutcome(reply.Reason);

        var status = (int)reply.Response.StatusCode;
        return status == 200
            ? await ReceiveAsync(reply, destination, limits, startedAt, ct)
            : new DownloadOutcome(new OutboundFailure(OutboundCodes.BadStatus, status));
    }

    private async Task<DownloadOutcome> ReceiveAsync(
        OutboundReply reply, Stream destination, DownloadLimits limits, long startedAt, CancellationToken ct)
    {
        var headers = reply.Response!.Content.Headers;
        if (headers.NonValidated.TryGetValues("Content-Length", out var lengths)
            && (lengths.Distinct(StringComparer.Ordinal).Count() > 1 || headers.ContentLength is null))
            return new DownloadOutcome(new OutboundFailure(OutboundCodes.BodyIncomplete));
        if (headers.ContentLength > limits.MaxBytes)
            return new DownloadOutcome(new OutboundFailure(OutboundCodes.TooLarge));

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var (length, failure) = await CopyAsync(reply, destination, buffer, limits, startedAt, ct);
            return failure is null
                ? new DownloadOutcome(new Downloaded(reply.Response.RequestMessage!.RequestUri!, length, FileNames.FromDisposition(headers.ContentDisposition)))
                : new DownloadOutcome(failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<(long Length, OutboundFailure? Failure)> CopyAsync(
        OutboundReply reply, Stream destination, byte[] buffer, DownloadLimits limits, long startedAt, CancellationToken ct)
    {
        var (length, inWindow) = (0L, 0);
        GiveWindow();
        while (true)
        {
            int read;
            try
            {
                read = await reply.ReadAsync(buffer);
            }
            catch (Exception e) when (OutboundReply.Failure(e, ct) is { } failure)
            {
                // The server was reached: whatever ends the body now, cleanly or with a reset, leaves it incomplete.
                return (length, failure.Code == OutboundCodes.UrlUnreachable ? new OutboundFailure(OutboundCodes.BodyIncomplete) : failure);
            }

            if (read == 0)
                return (length, null);

            length += read;
            if (length > limits.MaxBytes)
                return (length, new OutboundFailure(OutboundCodes.TooLarge));

            // Outside the try: a full disk is our failure, not the stranger's.
            await destination.WriteAsync(buffer.AsMemory(0, read), ct);
            inWindow += read;
            if (inWindow >= limits.MinBytesPerWindow)
                GiveWindow();
        }

        // A server that feeds one byte a second keeps a connection, a slot and a person waiting; each window must bring its share.
        void GiveWindow()
        {
            inWindow = 0;
            var left = limits.TotalTime - clock.GetElapsedTime(startedAt);
            reply.RestartDeadline(left < limits.RateWindow ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : limits.RateWindow);
        }
    }
}

/// <summary>A downloaded file.</summary>
/// <param name="Url">Where it was found in the end.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="FileName">From Content-Disposition, without any folder; null when there is none.</param>
public sealed record Downloaded(Uri Url, long Length, string? FileName);

/// <summary>A download, or the reason why there is none: one of the two is null.</summary>
public sealed record DownloadOutcome(Downloaded? File, OutboundFailure? Failure)
{
    internal DownloadOutcome(Downloaded file) : this(file, null)
    {
    }

    internal DownloadOutcome(OutboundFailure failure) : this(null, failure)
    {
    }
}
