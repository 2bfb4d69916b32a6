using System.Text.Json.Nodes;

namespace Hitl.Forms.Judging;

/// <summary>
/// Pieces of JSON Schema. Only words that mean the same in draft 4 to draft 2020-12 are used, so that every validator can read it.
/// </summary>
internal static class Schemas
{
    public static JsonObject Of(string type) => new() { ["type"] = type };

    public static JsonObject Text(int min, int max)
    {
        var schema = Of("string");
        if (min > 0) schema["minLength"] = min;
        schema["maxLength"] = max;
        return schema;
    }

    /// <summary>A string that is not all blanks, where <paramref name="isRequired"/>.</summary>
    public static JsonObject NotBlankIf(bool isRequired, JsonObject text)
    {
        if (isRequired) text["allOf"] = new JsonArray(new JsonObject { ["pattern"] = "\\S" });
        return text;
    }

    /// <summary>A place counted from <paramref name="min"/>.</summary>
    public static JsonObject Place(int min)
    {
        var schema = Of("integer");
        schema["minimum"] = min;
        return schema;
    }

    public static JsonObject Requiring(string member) => new() { ["required"] = new JsonArray(member) };

    public static JsonObject Number(double? min = null, double? max = null)
    {
        var schema = Of("number");
        if (min is { } least) schema["minimum"] = least;
        if (max is { } most) schema["maximum"] = most;
        return schema;
    }

    public static JsonObject OneOf(IEnumerable<string> values) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
    };

    public static JsonObject OneOf(ChoiceList choices) => OneOf(choices.Select(choice => choice.Value));

    public static JsonObject List(JsonObject items, int min, int max)
    {
        var schema = Of("array");
        schema["items"] = items;
        if (min > 0) schema["minItems"] = min;
        schema["maxItems"] = max;
        return schema;
    }

    public static JsonObject Object(IEnumerable<KeyValuePair<string, JsonObject>> members, IEnumerable<string> required)
    {
        var schema = Of("object");
        schema["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, member.Value)));
        // Draft 4 knows no empty list of required members.
        string[] names = [.. required];
        if (names.Length > 0) schema["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        schema["additionalProperties"] = false;
        return schema;
    }

    public static JsonObject Pieces(IReadOnlyDictionary<string, string> pieces, bool isComplete) => Object(
        pieces.Select(piece => KeyValuePair.Create(piece.Key, Describe(Of("string"), piece.Value))), isComplete ? pieces.Keys : []);

    public static JsonObject Describe(JsonObject schema, string? description)
    {
        if (!string.IsNullOrEmpty(description)) schema["description"] = description;
        return schema;
    }
}
