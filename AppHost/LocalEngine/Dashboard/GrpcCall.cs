using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>One gRPC call on plain Kestrel: messages behind a five-byte prefix, the status in a trailer.</summary>
internal sealed class GrpcCall(HttpContext context)
{
    private const int PrefixLength = 5;
    private const int MessageBytesMax = 1024 * 1024;
    private const string Ok = "0";
    private const string Unauthenticated = "16";

    public CancellationToken Aborted => context.RequestAborted;

    public static async Task ServeAsync(HttpContext context, bool isAllowed, Func<GrpcCall, Task> method)
    {
        context.Response.ContentType = "application/grpc";
        if (!isAllowed)
        {
            context.Response.Headers["grpc-status"] = Unauthenticated;
            return;
        }
        context.Response.DeclareTrailer("grpc-status");
        try
        {
            await method(new GrpcCall(context));
            context.Response.AppendTrailer("grpc-status", Ok);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The dashboard has ended the call, or the application stops.
        }
    }

    /// <summary>The request of a call that has one.</summary>
    public async Task<byte[]> ReadAsync()
    {
        var prefix = new byte[PrefixLength];
        await context.Request.Body.ReadExactlyAsync(prefix, Aborted);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (prefix[0] != 0 || length > MessageBytesMax) throw new InvalidDataException("A compressed or oversized message.");
        var message = new byte[length];
        await context.Request.Body.ReadExactlyAsync(message, Aborted);
        return message;
    }

    public async Task WriteAsync(ProtoWriter message)
    {
        var body = message.ToArray();
        var frame = new byte[PrefixLength + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)body.Length);
        body.CopyTo(frame, PrefixLength);
        await context.Response.Body.WriteAsync(frame, Aborted);
        await context.Response.Body.FlushAsync(Aborted);
    }

    /// <summary>Sends the headers, so that the other side knows that the call stands.</summary>
    public Task OpenAsync() => context.Response.Body.FlushAsync(Aborted);
}
