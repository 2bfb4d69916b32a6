using Hitl.ServiceDefaults.Results;

namespace Hitl.ServiceDefaults.Http;

/// <summary>The refusals of a request's form, the same in every service.</summary>
public static class InvalidRequest
{
    internal const string MediaTypeCode = "unsupported_media_type";
    internal const string TooLargeCode = "content_too_large";

    internal static readonly Error NotAnObject = new(ErrorKind.Invalid, "invalid_json", "The body must be a JSON object.");

    internal static readonly Error MediaType =
        new(ErrorKind.Invalid, MediaTypeCode, "Send the body as application/json, with the header Content-Type: application/json.");

    internal static readonly Error TooLarge = new(ErrorKind.Invalid, TooLargeCode, "The body is too large: 10 MiB is the most.");

    /// <summary>One field of the query or the path is wrong.</summary>
    public static Error Of(string field, string message) => Of(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] });

    /// <summary>Several fields are wrong; all are named at once.</summary>
    public static Error Of(IReadOnlyDictionary<string, string[]> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var detail = string.Join(" ", fields.Select(field => $"{field.Key}: {field.Value[0]}"));
        return new Error(ErrorKind.Invalid, "invalid_request", detail) { Fields = fields };
    }

    internal static Error Of(FieldFaults faults) => Of(faults.ToDictionary());

    internal static Error Json(string message) => new(ErrorKind.Invalid, "invalid_json", message);
}
