using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Reads;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Hitl.Files.Api;

/// <summary>Hands out files to their account, to administrators, and to annotators with a grant.</summary>
internal static partial class FileEndpoints
{
    private static readonly Error NotFound = new(ErrorKind.NotFound, "not_found", "There is no such file.");

    private static readonly Error ContentMissing = new(ErrorKind.Unavailable, "storage_unavailable", "The file cannot be read now. Try again soon.");

    public static void MapFileEndpoints(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/v1/files").Require(caller => caller.AccountId is not null || caller.IsAdmin || caller.AnnotatorId is not null);
        files.MapMethods("/{id}", [HttpMethods.Get, HttpMethods.Head], GetAsync).WithName("GetFile");
    }

    private static async Task<IResult> GetAsync(
        PathId id, string? grant, Caller caller, HttpContext http, FileReads reads, IBlobStore blobs,
        IOptions<AuthOptions> auth, TimeProvider time, ILogger<FilesService> logger, CancellationToken ct)
    {
        var mayReadAny = caller.IsAdmin
            || (caller.AnnotatorId is { } annotator && FileGrant.Holds(grant, auth.Value.SigningKey, id.Value, annotator, time.GetUtcNow()));
        // Nobody's account: a file that is not there, whoever asks.
        var file = await reads.FindAsync(id.Value, mayReadAny ? null : caller.AccountId ?? Guid.Empty, ct);
        if (file is null) return NotFound.ToProblem();

        var content = await blobs.OpenAsync(file.Hash, ct);
        if (content is null)
        {
            LogMissing(logger, file.Id);
            return ContentMissing.ToProblem();
        }

        Protect(http.Response.Headers, file);
        return TypedResults.Stream(
            content,
            file.Kind.ContentType,
            lastModified: file.CreatedAt,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash.Hex}\""),
            enableRangeProcessing: true);
    }

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
