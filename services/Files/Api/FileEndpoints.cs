using System.Globalization;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Hitl.Files.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.Net.Http.Headers;

namespace Hitl.Files.Api;

/// <summary>Hands out files to their account, to administrators, and to annotators with a grant.</summary>
internal static partial class FileEndpoints
{
    private static readonly Error ContentMissing = new(ErrorKind.Unavailable, "storage_unavailable", "The file cannot be read now. Try again soon.");

    public static void MapFileEndpoints(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("/v1/files").Require(caller => caller.AccountId is not null || caller.IsAdmin || caller.AnnotatorId is not null);
        routes.MapMethods("/{id}", [HttpMethods.Get, HttpMethods.Head], GetAsync).WithName("GetFile");
        routes.MapGet("/{id}/media", GetMediaAsync).WithName("GetFileMedia");
        routes.MapGet("/{id}/waveform", GetWaveformAsync).WithName("GetFileWaveform");
    }

    private static async Task<IResult> GetAsync(
        PathId id, string? grant, Caller caller, HttpContext http, ReadableFiles files, IBlobStore blobs, OpenReference references,
        ILogger<FilesService> logger, CancellationToken ct)
    {
        var found = await files.FindAsync(id, grant, caller, ct);
        if (found.Error is { } notFound) return notFound.ToProblem();
        var file = found.Value;
        if (file.SourceUrl is { } source)
        {
            var (range, ifRange) = (http.Request.Headers.Range.ToString(), http.Request.Headers.IfRange.ToString());
            var opened = await references.HandleAsync(source, file.Size, range, ifRange, ct);
            if (opened.Error is { } gone) return gone.ToProblem();
            Protect(http.Response.Headers, file);
            return new ReferencedContent(opened.Value, TypeOf(file.Kind));
        }

        var content = await blobs.OpenAsync(file.Hash!.Value, ct);
        if (content is null)
        {
            LogMissing(logger, file.Id);
            return ContentMissing.ToProblem();
        }

        Protect(http.Response.Headers, file);
        return TypedResults.Stream(
            content,
            TypeOf(file.Kind),
            lastModified: file.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash.Value.Hex}\""),
            enableRangeProcessing: true);
    }

    private static async Task<IResult> GetMediaAsync(PathId id, string? grant, Caller caller, ReadableFiles files, CancellationToken ct)
    {
        var found = await files.FindAsync(id, grant, caller, ct);
        return found.Error is { } notFound ? notFound.ToProblem() : TypedResults.Ok(found.Value.Media ?? new MediaFacts());
    }

    private static async Task<IResult> GetWaveformAsync(
        PathId id, string? grant, string? points, Caller caller, ReadableFiles files, ReadWaveform waveforms, CancellationToken ct)
    {
        var found = await files.FindAsync(id, grant, caller, ct);
        if (found.Error is { } notFound) return notFound.ToProblem();
        var wanted = WaveformResponse.PointsDefault;
        if (points is not null && (!int.TryParse(points, CultureInfo.InvariantCulture, out wanted) || wanted is < WaveformResponse.PointsMin or > WaveformResponse.PointsMax))
            return InvalidRequest.Of("points", $"must be an integer from {WaveformResponse.PointsMin} to {WaveformResponse.PointsMax}.").ToProblem();
        var heard = await waveforms.HandleAsync(found.Value.Hash, found.Value.Kind, found.Value.Media, ct);
        return heard.Error is { } error ? error.ToProblem() : TypedResults.Ok(WaveformResponse.Of(heard.Value, wanted));
    }

    /// <summary>Text was checked to be UTF-8; whatever markup it holds, no browser is told so.</summary>
    private static string TypeOf(FileKind kind) => kind.Family == FileFamily.Text ? "text/plain; charset=utf-8" : kind.ContentType;

    /// <summary>The bytes are a stranger's: no browser may guess at them, run them, or show them to another site.</summary>
    private static void Protect(IHeaderDictionary headers, ServedFile file)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue(file.Kind.IsShownInline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
    }

    [LoggerMessage(LogLevel.Error, "The content of file {FileId} is missing in the store")]
    private static partial void LogMissing(ILogger logger, Guid fileId);
}
