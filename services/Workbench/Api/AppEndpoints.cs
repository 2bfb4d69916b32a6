using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Hitl.Workbench.Api;

/// <summary>The app's page under every path that is none of its files, and its files.</summary>
internal static class AppEndpoints
{
    private const string NonceMark = "__NONCE__";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapAppEndpoints(this IEndpointRouteBuilder app) =>
        app.MapMethods("/app/{**path}", Reading, Get).WithName("GetApp").AllowAnonymous().ExcludeFromDescription();

    private static IResult Get(string? path, AppFiles files, HttpContext context)
    {
        if (path is not null && files.Find(path) is { } file) return GetFile(file, context);

        // A path of the app has no extension: what has one, such as a script of an earlier build, must not be answered with a page.
        if (files.Index is null || Path.HasExtension(path)) return NotFound();
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = PolicyWith(nonce);
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.XFrameOptions = "DENY";
        return TypedResults.Text(files.Index.Replace(NonceMark, nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static PhysicalFileHttpResult GetFile(AppFile file, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Vary = HeaderNames.AcceptEncoding;
        var encoding = AppFiles.EncodingFor(file, context.Request);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return TypedResults.PhysicalFile(
            encoding is null ? file.Path : file.PathOf(encoding),
            file.ContentType,
            entityTag: new EntityTagHeaderValue(encoding is null ? file.ETag : $"\"{file.ETag.Trim('"')}-{encoding}\""));
    }

    // Styles: the component library writes its theme into a style element, which the nonce lets in. Blobs are files that were
    // fetched from us. No other origin is ever asked for anything, and no page of ours stands in another's frame.
    private static string PolicyWith(string nonce) =>
        $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; media-src 'self' blob:; "
        + "connect-src 'self'; font-src 'self'; worker-src 'self' blob:; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private static ProblemHttpResult NotFound() =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not Found", detail: "There is no such file.", extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "not_found" });
}
