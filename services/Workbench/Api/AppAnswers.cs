using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Hitl.Workbench.Api;

/// <summary>Hands out pages with a policy, and files.</summary>
internal static class AppAnswers
{
    private const string NonceMark = "__NONCE__";

    // Blobs are files that were fetched from us. No other origin is ever asked for anything, and no page of ours stands in another's frame.
    private const string PolicyOfAll =
        "default-src 'none'; script-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; ";

    /// <param name="context">Of the request.</param>
    /// <param name="page">With the mark of the nonce.</param>
    /// <param name="styleAttributes">What the policy says of styles within elements; null: they are refused as styles are.</param>
    public static ContentHttpResult Page(HttpContext context, string page, string? styleAttributes = null)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        // Libraries write their themes into style elements, which the nonce lets in.
        headers.ContentSecurityPolicy = $"{PolicyOfAll}style-src 'self' 'nonce-{nonce}'{(styleAttributes is null ? "" : $"; style-src-attr {styleAttributes}")}";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers.XFrameOptions = "DENY";
        return TypedResults.Text(page.Replace(NonceMark, nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    public static PhysicalFileHttpResult Content(HttpContext context, AppFile file)
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

    public static ProblemHttpResult NotFound() =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not Found", detail: "There is no such file.", extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "not_found" });
}
