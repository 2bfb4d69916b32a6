using System.Text.Json;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Hitl.Jobs.Api;

/// <summary>A list that is sent while it is read: flat memory, whatever its length.</summary>
internal static class JobListResult
{
    private const int ChunkRows = 1000;

    /// <summary>Every job of the filter, as a plain array.</summary>
    internal sealed class WholeArray(JobLists lists, JobFilter filter) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var ct = httpContext.RequestAborted;
            var page = await lists.OpenAsync(filter, ChunkRows, null, ct);
            await using var json = Begin(httpContext);
            json.WriteStartArray();
            while (true)
            {
                var next = page.Next;
                await WriteAsync(page, json, JobParts.None, httpContext);
                if (next is null) break;
                page = await lists.OpenAsync(filter, ChunkRows, next, ct);
            }

            json.WriteEndArray();
            await json.FlushAsync(ct);
        }
    }

    /// <summary>A page as a plain array; the next one is in the Link header.</summary>
    internal sealed class PageOfArray(JobLists lists, JobFilter filter, PageRequest request, string url, IQueryCollection query) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var page = await lists.OpenAsync(filter, request.Limit, request.After, httpContext.RequestAborted);
            if (page.Next is { } next) httpContext.Response.Headers.Link = $"<{url}{QueryBehind(next)}>; rel=\"next\"";
            await using var json = Begin(httpContext);
            json.WriteStartArray();
            await WriteAsync(page, json, JobParts.None, httpContext);
            json.WriteEndArray();
            await json.FlushAsync(httpContext.RequestAborted);
        }

        private QueryString QueryBehind(Guid next)
        {
            var builder = new QueryBuilder(query.Where(parameter => parameter.Key != "cursor")) { { "cursor", Cursor.Of(next) } };
            return builder.ToQueryString();
        }
    }

    /// <summary>A page as administrators get it: <c>items</c>, <c>next_cursor</c>.</summary>
    internal sealed class PageOfItems(JobLists lists, JobFilter filter, PageRequest request) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var page = await lists.OpenAsync(filter, request.Limit, request.After, httpContext.RequestAborted);
            var next = page.Next;
            await using var json = Begin(httpContext);
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            await WriteAsync(page, json, JobParts.Administration, httpContext);
            json.WriteEndArray();
            json.WriteString("next_cursor"u8, next is { } after ? Cursor.Of(after) : null);
            json.WriteEndObject();
            await json.FlushAsync(httpContext.RequestAborted);
        }
    }

    private static Utf8JsonWriter Begin(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return new Utf8JsonWriter(httpContext.Response.BodyWriter, JobJson.Options);
    }

    private static async Task WriteAsync(JobListPage page, Utf8JsonWriter json, JobParts parts, HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        await using (page)
        {
            while (await page.WriteAsync(json, parts, ct)) await SendAsync();
        }

        // The connection is back in the pool before we wait for the client.
        await SendAsync();

        async Task SendAsync()
        {
            await json.FlushAsync(ct);
            await httpContext.Response.BodyWriter.FlushAsync(ct);
        }
    }
}
