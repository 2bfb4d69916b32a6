using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.WorkersAi.Domain;

/// <summary>Whether a value is what a list is asked for.</summary>
internal static class Likeness
{
    /// <summary>
    /// An object needs those members that are wanted, a list those items, in any order. In a query everything is a string: it is like a
    /// number or a truth value that is written so.
    /// </summary>
    public static bool IsLike(this JsonElement value, JsonNode? wanted) => wanted switch
    {
        null => value.ValueKind == JsonValueKind.Null,
        JsonObject members => value.ValueKind == JsonValueKind.Object
            && members.All(member => value.TryGetProperty(member.Key, out var own) && own.IsLike(member.Value)),
        JsonArray items => value.ValueKind == JsonValueKind.Array
            && items.All(item => value.EnumerateArray().Any(own => own.IsLike(item))),
        _ when value.ValueKind is JsonValueKind.Object or JsonValueKind.Array => false,
        _ => TextOf(value) == (wanted.GetValueKind() == JsonValueKind.String ? wanted.GetValue<string>() : wanted.ToJsonString()),
    };

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
