using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Hitl.ServiceDefaults.Http;

/// <summary>
/// One id for a request, on the response, in logs, traces and errors: the client's own if it sent a sane one, else ours.
/// </summary>
public sealed class RequestIdMiddleware(RequestDelegate next)
{
    /// <summary>The header's name, both ways.</summary>
    public const string HeaderName = "X-Request-Id";

    private const int LengthMax = 128;

    private static readonly SearchValues<char> Sane =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:");

    public Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var given = context.Request.Headers[HeaderName].ToString();
        var id = IsSane(given) ? given : $"req_{Guid.CreateVersion7():N}";
        context.TraceIdentifier = id;
        context.Request.Headers[HeaderName] = id;
        context.Response.Headers[HeaderName] = id;
        Activity.Current?.SetTag("hitl.request_id", id);
        return next(context);
    }

    private static bool IsSane(string id) => id.Length is > 0 and <= LengthMax && !id.AsSpan().ContainsAnyExcept(Sane);
}
