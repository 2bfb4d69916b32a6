using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Hitl.TestKit.Described;

/// <summary>A call that a document names.</summary>
internal sealed record DescribedCall(ApiDocument Document, string Path, string Method, JsonObject Operation)
{
    public override string ToString() => $"{Method.ToUpperInvariant()} {Path} in {Document.Name}.json";
}

/// <summary>An OpenAPI document, as far as answers are compared with it.</summary>
internal sealed class ApiDocument
{
    private readonly JsonObject _root;
    private readonly List<(string Path, string[] Steps, JsonObject Item)> _paths;
    private readonly ConcurrentDictionary<JsonNode, Lazy<Task<JsonSchema>>> _schemas = new(ReferenceEqualityComparer.Instance);

    public ApiDocument(string name, string json)
    {
        Name = name;
        _root = JsonNode.Parse(json)!.AsObject();
        _paths = [.. _root["paths"]!.AsObject().Select(path => (path.Key, StepsOf(path.Key), path.Value!.AsObject()))];
    }

    public string Name { get; }

    /// <summary>The path that <paramref name="path"/> is, exact ones first; null when there is none.</summary>
    public (string Path, JsonObject Item)? FindPath(string path)
    {
        var steps = StepsOf(path);
        return _paths
            .Where(known => known.Steps.Length == steps.Length && known.Steps.Zip(steps).All(pair => IsParameter(pair.First) || pair.First == pair.Second))
            .OrderBy(known => known.Steps.Count(IsParameter))
            .Select(known => ((string, JsonObject)?)(known.Path, known.Item))
            .FirstOrDefault();
    }

    /// <summary>The answer that an operation names for a status; null when it names none.</summary>
    public JsonObject? FindAnswer(DescribedCall call, int status) =>
        call.Operation["responses"]!.AsObject().TryGetPropertyValue($"{status}", out var answer) ? Resolve(answer!) : null;

    /// <summary>The body that a webhook is said to have; null when there is no such webhook.</summary>
    public JsonNode? FindWebhookBody(string name) =>
        _root["webhooks"]?[name]?["post"]?["requestBody"]?["content"]?["application/json"]?["schema"];

    public async Task<IEnumerable<string>> FaultsOfAsync(JsonNode schema, string json)
    {
        var components = _root["components"]!["schemas"]!.AsObject();
        var read = _schemas.GetOrAdd(schema, known => new Lazy<Task<JsonSchema>>(() => JsonSchemas.ReadAsync(known, components)));
        return (await read.Value).FaultsOf(json);
    }

    private JsonObject Resolve(JsonNode node) =>
        node["$ref"] is { } reference
            ? reference.GetValue<string>().Split('/').Skip(1).Aggregate((JsonNode)_root, (at, step) => at[step]!).AsObject()
            : node.AsObject();

    private static string[] StepsOf(string path) => path.Split('/');

    private static bool IsParameter(string step) => step.StartsWith('{');
}
