using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hitl.ServiceDefaults.Http;

/// <summary>The whole body as bytes, within the limit of the route; read once, also when a fingerprint of it is needed.</summary>
public static class RequestBytes
{
    private static readonly object Key = new();

    /// <summary>Whether the request has a body at all. Over HTTP/2 one needs no length: only the server knows whether it follows.</summary>
    public static bool IsSent(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.ContentLength != 0 && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };
    }

    /// <summary>The body, of whatever type, or why it is refused.</summary>
    public static async ValueTask<Result<ReadOnlyMemory<byte>>> ReadAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(Key, out var read)) return (ReadOnlyMemory<byte>)read!;
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? Limits.BodyBytesMax;
        if (context.Request.ContentLength > limit) return InvalidRequest.TooLarge;

        using var buffer = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 1024, limit));
        try
        {
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return InvalidRequest.TooLarge;
        }

        ReadOnlyMemory<byte> bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        context.Items[Key] = bytes;
        return bytes;
    }
}

/// <summary>Limits that hold at the gateway and, as a second lock, in every service.</summary>
public static class Limits
{
    /// <summary>Bytes of a request body at the most.</summary>
    public const long BodyBytesMax = 10 * 1024 * 1024;
}
