using Hitl.Files.Application;

namespace Hitl.Files.Api;

/// <summary>Passes a part of a referenced file on: its bytes, their range and their tags, and no other header of its source.</summary>
internal sealed class ReferencedContent(ReferencePart part, string contentType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (part)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            response.StatusCode = part.Status;
            response.ContentType = contentType;
            response.ContentLength = part.Length;
            response.Headers.AcceptRanges = "bytes";
            if (part.Range is { } range) response.Headers.ContentRange = range.ToString();
            if (part.ETag is { } tag) response.Headers.ETag = tag.ToString();
            if (part.LastModified is { } modified) response.Headers.LastModified = modified.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            if (HttpMethods.IsHead(request.Method)) return;
            // The head is out: a connection that breaks off is the only way left to say that the rest does not come.
            if (!await part.CopyToAsync(response.Body, httpContext.RequestAborted)) httpContext.Abort();
        }
    }
}
