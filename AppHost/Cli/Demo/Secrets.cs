using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo;

/// <summary>What must not stand on a screen or in a recording: the demo's own keys and passwords, although they are only its own.</summary>
internal static class Secrets
{
    private static readonly string[] Names = ["key", "password", "secret", "csrf_token"];

    public static JsonNode? Mask(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Names.Contains(name, StringComparer.Ordinal) && value is JsonValue) members[name] = "(hidden)";
                    else Mask(value);
                }
                break;
            case JsonArray items:
                foreach (var item in items) Mask(item);
                break;
        }
        return json;
    }
}
