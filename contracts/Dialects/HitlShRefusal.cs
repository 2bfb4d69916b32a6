using System.Text.Json.Serialization;

namespace Hitl.Contracts.Dialects;

/// <summary>A refusal as HITL.sh's document prints it; the gateway and the dialect speak it alike.</summary>
/// <param name="Error">What is wrong.</param>
/// <param name="Meta">Of which request.</param>
public sealed record HitlShRefusal(HitlShError Error, HitlShMeta Meta)
{
    private const int BadRequest = 400;
    private const int Conflict = 409;
    private const int ContentTooLarge = 413;
    private const int UnsupportedMediaType = 415;
    private const int UnprocessableContent = 422;

    /// <summary>Always false.</summary>
    [JsonPropertyOrder(-1)]
    public bool Success { get; }

    /// <summary>The document knows 400, 401, 403, 404, 429 and 500 alone; what is wrong with a request itself is 400.</summary>
    public static int StatusOf(int status) => status is Conflict or ContentTooLarge or UnsupportedMediaType or UnprocessableContent ? BadRequest : status;

    /// <summary>The refusal with our <paramref name="code"/> in the document's words.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Ours.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="fields">Messages by field; null where none is to blame.</param>
    /// <param name="meta">Of which request.</param>
    public static HitlShRefusal Of(int status, string code, string message, IReadOnlyDictionary<string, string[]>? fields, HitlShMeta meta)
    {
        var details = fields?.Select(field => new HitlShErrorDetails(field.Key, string.Join(' ', field.Value))).FirstOrDefault();
        return new HitlShRefusal(new HitlShError(CodeOf(status, code), message, details), meta);
    }

    private static string CodeOf(int status, string code) => (status, code) switch
    {
        (401, _) => "unauthorized",
        (403, _) => "insufficient_permissions",
        (429, _) => "rate_limit_exceeded",
        (_, "invalid_request" or "invalid_json" or "text_not_allowed" or "unsupported_media_type" or "content_too_large") => "validation_error",
        _ => code,
    };
}

/// <summary>What is wrong.</summary>
/// <param name="Code">Stable; the document's where it has one.</param>
/// <param name="Message">A sentence.</param>
/// <param name="Details">Which field; left out where none is to blame.</param>
public sealed record HitlShError(
    string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HitlShErrorDetails? Details);

/// <summary>The first field that is wrong.</summary>
/// <param name="Field">Its name, or its path.</param>
/// <param name="Issue">What is wrong with it.</param>
public sealed record HitlShErrorDetails(string Field, string Issue);

/// <summary>What each answer of HITL.sh says of itself.</summary>
/// <param name="RequestId">The id in logs and traces.</param>
/// <param name="Timestamp">When.</param>
public sealed record HitlShMeta(string RequestId, DateTimeOffset Timestamp);
