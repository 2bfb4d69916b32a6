using Hitl.ServiceDefaults.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Hitl.Gateway.Descriptions;

/// <summary>The OpenAPI documents, and what there is of them. Nobody needs a key to read them.</summary>
internal static class DescriptionEndpoints
{
    private const string Path = "/openapi";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapDescriptionEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, Reading, List).WithName("ListDescriptions").AllowAnonymous();
        app.MapMethods(Path + "/{name}.json", Reading, GetAsync).WithName("GetDescription").AllowAnonymous();
    }

    private static JsonHttpResult<DescriptionList> List(ApiDescriptions descriptions) => TypedResults.Json(new DescriptionList(
        [.. descriptions.All.Select(one => new DescriptionEntry(one.Name, one.Title, one.Version, $"{Path}/{one.Name}.json"))]));

    private static async Task GetAsync(string name, ApiDescriptions descriptions, HttpContext context)
    {
        if (descriptions.Find(name) is not { } description)
        {
            await Problems.WriteAsync(context, StatusCodes.Status404NotFound, "not_found", $"There is no such document. {Path} lists them.");
            return;
        }

        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        await TypedResults.Bytes(description.Json, "application/json; charset=utf-8", entityTag: description.ETag).ExecuteAsync(context);
    }
}

/// <summary>What documents there are.</summary>
/// <param name="Documents">The native API's first.</param>
internal sealed record DescriptionList(IReadOnlyList<DescriptionEntry> Documents);

/// <summary>One of them.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Title">Its own.</param>
/// <param name="Version">Of the API.</param>
/// <param name="Url">Where it is.</param>
internal sealed record DescriptionEntry(string Name, string Title, string Version, string Url);
