using Microsoft.AspNetCore.Http;

namespace Hitl.ServiceDefaults.Http;

/// <summary>An answer whose JSON is already written.</summary>
public sealed class JsonBytes(int status, ReadOnlyMemory<byte> body) : IResult, IStatusCodeHttpResult
{
    internal int Status => status;

    internal ReadOnlyMemory<byte> Body => body;

    /// <inheritdoc />
    public int? StatusCode => status;

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = status;
        if (body.IsEmpty) return;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
