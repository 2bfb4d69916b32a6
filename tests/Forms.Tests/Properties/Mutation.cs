using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Forms.Tests.Properties;

/// <summary>Breaks an answer a little, somewhere, so that it may or may not fit any more.</summary>
internal static class Mutation
{
    private static readonly string[] Scalars =
        ["null", "true", "0", "1", "-1", "2.5", "1e15", "\"\"", "\" \"", "\"x\"", "\"value 0\"", "\"value 1\"", "\"no_pickup\"", "\"2026-02-30\"", "[]", "{}", "[0,0]"];

    public static JsonElement Of(JsonElement answer, int seed)
    {
        var random = new Random(seed);
        var root = JsonNode.Parse(answer.GetRawText())!;
        for (var i = 0; i < random.Next(1, 3); i++) Mutate(root, random);
        return JsonSerializer.SerializeToElement(root);
    }

    private static void Mutate(JsonNode root, Random random)
    {
        var nodes = Descendants(root).ToList();
        switch (nodes[random.Next(nodes.Count)])
        {
            case JsonObject named when named.Count == 0 || random.Next(4) == 0:
                named[random.Next(2) == 0 ? "stranger" : "label"] = Scalar(random);
                break;
            case JsonObject named:
                var name = named.ElementAt(random.Next(named.Count)).Key;
                if (random.Next(2) == 0) named.Remove(name);
                else named[name] = Scalar(random);
                break;
            case JsonArray list when list.Count == 0:
                list.Add(Scalar(random));
                break;
            case JsonArray list:
                var index = random.Next(list.Count);
                if (random.Next(3) == 0) list.RemoveAt(index);
                else if (random.Next(2) == 0) list.Add(list[index]?.DeepClone());
                else list[index] = Scalar(random);
                break;
        }
    }

    private static JsonNode? Scalar(Random random) => JsonNode.Parse(Scalars[random.Next(Scalars.Length)]);

    /// <summary>Those that hold others.</summary>
    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        yield return node;
        var inner = node switch
        {
            JsonObject named => named.Select(member => member.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var below in inner.Where(child => child is JsonObject or JsonArray).SelectMany(child => Descendants(child!))) yield return below;
    }
}
