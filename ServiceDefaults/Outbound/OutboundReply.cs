using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>The head of an answer, or the reason why there is none.</summary>
public sealed class OutboundReply : IDisposable
{
    private readonly OutboundDeadline? _deadline;

    internal OutboundReply(OutboundFailure failure) => Reason = failure;

    internal OutboundReply(HttpResponseMessage response, OutboundDeadline deadline)
    {
        Response = response;
        _deadline = deadline;
    }

    /// <summary>Status and headers. Its content is read by <see cref="ReadStartAsync"/> only.</summary>
    public HttpResponseMessage? Response { get; }

    /// <summary>Why there is no answer.</summary>
    public OutboundFailure? Reason { get; }

    /// <summary>There is an answer, with whatever status.</summary>
    [MemberNotNullWhen(true, nameof(Response), nameof(_deadline))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool Answered => Response is not null;

    /// <summary>The body's first bytes: at most <paramref name="maxBytes"/>, and only what arrives <paramref name="within"/> that time.</summary>
    public async Task<byte[]> ReadStartAsync(int maxBytes, TimeSpan within, CancellationToken ct)
    {
        if (!Answered)
            return [];

        _deadline.Restart(within);
        var buffer = new byte[maxBytes];
        var length = 0;
        try
        {
            int read;
            while (length < maxBytes && (read = await ReadAsync(buffer.AsMemory(length))) > 0)
                length += read;
        }
        catch (Exception e) when (Failure(e, ct) is not null)
        {
            // The status has been received, which is what counts; the body is only kept for people to read.
        }

        return buffer[..length];
    }

    /// <summary>Passes exactly <paramref name="bytes"/> of the body on as they come; only the source has to hurry, not who takes them.</summary>
    /// <param name="destination">Its own errors throw.</param>
    /// <param name="bytes">What the head has promised.</param>
    /// <param name="patience">The longest pause of the source.</param>
    /// <param name="ct">Ends the copy; the only other thing that throws.</param>
    /// <returns>Why the body ended early; null when all of it was passed on.</returns>
    public async Task<OutboundFailure?> CopyToAsync(Stream destination, long bytes, TimeSpan patience, CancellationToken ct)
    {
        if (!Answered)
            return Reason;

        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (var left = bytes; left > 0;)
            {
                int read;
                try
                {
                    _deadline.Restart(patience);
                    read = await ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)));
                    _deadline.Restart(Timeout.InfiniteTimeSpan);
                }
                catch (Exception e) when (Failure(e, ct) is { } failure)
                {
                    return failure;
                }

                if (read == 0)
                    return new OutboundFailure(OutboundCodes.BodyIncomplete);
                left -= read;
                await destination.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Response?.Dispose();
        _deadline?.Dispose();
    }

    internal async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        var body = await Response!.Content.ReadAsStreamAsync(_deadline!.Token); // The same stream each time.
        return await body.ReadAsync(buffer, _deadline.Token);
    }

    internal void RestartDeadline(TimeSpan limit) => _deadline!.Restart(limit);

    // Null: not a failure of the request but of ours, or the caller's own cancellation.
    internal static OutboundFailure? Failure(Exception e, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return null;

        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is OutboundRefusedException refused)
                return new OutboundFailure(refused.Code);
        }

        return e switch
        {
            OperationCanceledException => new OutboundFailure(OutboundCodes.Timeout),
            HttpRequestException or IOException => new OutboundFailure(OutboundCodes.UrlUnreachable),
            _ => null,
        };
    }
}
