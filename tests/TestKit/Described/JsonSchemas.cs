using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Hitl.TestKit.Described;

/// <summary>
/// Reads the schemas of an OpenAPI 3.1 document, which are JSON Schema 2020-12, into those of an older draft, by which NJsonSchema judges.
/// Only what both mean alike is let through; anything else is an error of the document's author, not a silent yes.
/// </summary>
internal static class JsonSchemas
{
    private const string Components = "#/components/schemas/";
    private const string Definitions = "#/definitions/";

    /// <summary>What is judged stands in this member, so that a reference may be the whole schema.</summary>
    private const string Judged = "value";

    private static readonly HashSet<string> Alike = new(StringComparer.Ordinal)
    {
        "type", "enum", "format", "required", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal) { "description", "example", "default", "contentMediaType", "title" };

    /// <summary>The schema <paramref name="schema"/> of a document with <paramref name="components"/>.</summary>
    public static Task<JsonSchema> ReadAsync(JsonNode schema, JsonObject components)
    {
        var definitions = new JsonObject(components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)Translate(component.Value!))));
        var root = new JsonObject
        {
            ["definitions"] = definitions,
            ["type"] = "object",
            ["properties"] = new JsonObject { [Judged] = Translate(schema) },
        };
        return JsonSchema.FromJsonAsync(root.ToJsonString());
    }

    /// <summary>What is wrong with a JSON text, each with its place.</summary>
    public static IEnumerable<string> FaultsOf(this JsonSchema schema, string json) =>
        schema.Validate($$"""{"{{Judged}}":{{json}}}""").SelectMany(Innermost)
            .Select(fault => $"{fault.Path?.Replace($"#/{Judged}", "#", StringComparison.Ordinal)}: {fault.Kind}");

    // "An item is not valid" does not help whoever reads it; what is wrong with it does.
    private static IEnumerable<ValidationError> Innermost(ValidationError fault) =>
        fault is ChildSchemaValidationError outer ? outer.Errors.Values.SelectMany(inner => inner).SelectMany(Innermost) : [fault];

    private static JsonObject Translate(JsonNode node)
    {
        var schema = node.AsObject();
        if (schema["$ref"] is { } reference)
            return new JsonObject { ["$ref"] = reference.GetValue<string>().Replace(Components, Definitions, StringComparison.Ordinal) };

        var translated = new JsonObject();
        foreach (var (keyword, value) in schema)
        {
            switch (keyword)
            {
                case "const": translated["enum"] = new JsonArray(value!.DeepClone()); break;
                case "items": translated[keyword] = Translate(value!); break;
                case "anyOf": translated[keyword] = new JsonArray([.. value!.AsArray().Select(one => Translate(one!))]); break;
                case "properties": translated[keyword] = new JsonObject(value!.AsObject().Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Translate(one.Value!)))); break;
                case "additionalProperties": translated[keyword] = value is JsonObject ? Translate(value) : value!.DeepClone(); break;
                case var same when Alike.Contains(same): translated[keyword] = value!.DeepClone(); break;
                case var silent when Silent.Contains(silent): break;
                default: throw new NotSupportedException($"The documents may not use {keyword}: it cannot be judged here. Say it another way in {schema.ToJsonString()}");
            }
        }

        // Clients are told to expect new fields; we must not forget to describe them.
        if (translated.ContainsKey("properties") && !translated.ContainsKey("additionalProperties")) translated["additionalProperties"] = false;
        return translated;
    }
}
