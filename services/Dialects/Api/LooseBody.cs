using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http.Features;

namespace Hitl.Dialects.Api;

/// <summary>
/// A request's parameters in whatever encoding they came: JSON, a form as curl sends it, multipart. A request without a body has none.
/// </summary>
internal sealed class LooseBody
{
    private const int PairsMax = 10_000;
    private const int NameLengthMax = 2_048;

    private static readonly Error TextNotAllowed = new(ErrorKind.Unprocessable, "text_not_allowed", "A parameter holds a NUL character. Remove it.");

    private LooseBody(Result<JsonObject> parameters) => Parameters = parameters;

    public Result<JsonObject> Parameters { get; }

    /// <summary>Called by minimal APIs for a parameter of this type.</summary>
    public static async ValueTask<LooseBody> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await ReadAsync(context, parameter.GetCustomAttribute<BareListAttribute>()?.Name));

    private static async Task<Result<JsonObject>> ReadAsync(HttpContext context, string? listName)
    {
        if (!RequestBytes.IsSent(context)) return new JsonObject();
        var bytes = await RequestBytes.ReadAsync(context);
        if (bytes.Error is { } unreadable) return unreadable;
        if (bytes.Value.IsEmpty) return new JsonObject();

        // curl -d '{...}' says that it sends a form.
        if (context.Request.HasJsonContentType() || IsJson(bytes.Value.Span, listName)) return ReadJson(bytes.Value, listName);
        try
        {
            return await ReadFormAsync(context, bytes.Value);
        }
        catch (InvalidDataException broken)
        {
            return new Error(ErrorKind.Invalid, "invalid_request", $"The body cannot be read as what its Content-Type says: {broken.Message}");
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> utf8, string? listName)
    {
        var text = utf8.TrimStart(" \t\r\n"u8);
        return text.StartsWith("{"u8) || (listName is not null && text.StartsWith("["u8));
    }

    private static Result<JsonObject> ReadJson(ReadOnlyMemory<byte> utf8, string? listName)
    {
        var parsed = JsonText.Parse(utf8);
        if (parsed.Error is { } broken) return broken;
        using var document = parsed.Value;
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(document.RootElement.Clone())!,
            JsonValueKind.Array when listName is not null => new JsonObject { [listName] = JsonArray.Create(document.RootElement.Clone()) },
            _ => new Error(ErrorKind.Invalid, "invalid_json", listName is null ? "The body must be a JSON object." : "The body must be a JSON list of strings."),
        };
    }

    private static async Task<Result<JsonObject>> ReadFormAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        // The bytes were read for the fingerprint of an Idempotency-Key as well: the form is read from them.
        using var body = new MemoryStream(bytes.ToArray());
        context.Request.Body = body;
        var length = (int)Limits.BodyBytesMax;
        var options = new FormOptions
        {
            ValueCountLimit = PairsMax,
            KeyLengthLimit = NameLengthMax,
            ValueLengthLimit = length,
            MultipartBodyLengthLimit = length,
            MemoryBufferThreshold = length,
        };
        if (!context.Request.HasFormContentType)
            return new Error(ErrorKind.Invalid, "unsupported_media_type", "Send the parameters as application/json, application/x-www-form-urlencoded or multipart/form-data.");

        var form = await new FormFeature(context.Request, options).ReadFormAsync(context.RequestAborted);
        if (form.Files.Count > 0) return new Error(ErrorKind.Invalid, "invalid_request", $"{form.Files[0].Name} must not be a file: give its URL.");
        if (form.Any(pair => pair.Key.Contains('\0', StringComparison.Ordinal) || pair.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal)))) return TextNotAllowed;

        var (tree, refused) = FormTree.Of(form);
        return refused is null ? tree : new Error(ErrorKind.Invalid, "invalid_request", $"{refused} does not fit the parameters beside it.");
    }
}

/// <summary>The body may be a list alone: it is read as the parameter of this name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class BareListAttribute(string name) : Attribute
{
    public string Name => name;
}
