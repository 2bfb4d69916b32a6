using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Hitl.Dialects.Api;

/// <summary>
/// Makes JSON of the pairs of a form: <c>a=1&amp;a=2</c> and <c>a[]=1</c> are lists, <c>a[b]=1</c> is an object. All values stay strings,
/// and <c>a[0]=1</c> stays an object with the member 0: what is meant is known only to whoever reads that parameter.
/// </summary>
internal static class FormTree
{
    private const int DepthMax = 8;

    /// <summary>The object, or the name that cannot be put into it.</summary>
    public static (JsonObject Tree, string? Refused) Of(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var tree = new JsonObject();
        foreach (var (name, values) in pairs)
        {
            if (!TryPut(tree, PathOf(name), values)) return (tree, name);
        }

        return (tree, null);
    }

    private static bool TryPut(JsonObject tree, IReadOnlyList<string> path, StringValues values)
    {
        if (path.Count > DepthMax) return false;
        var isList = path[^1].Length == 0;
        var names = isList ? path.Count - 1 : path.Count;
        var parent = tree;
        for (var i = 0; i < names - 1; i++)
        {
            if (path[i].Length == 0) return false;
            if (parent[path[i]] is null) parent[path[i]] = new JsonObject();
            if (parent[path[i]] is not JsonObject inner) return false;
            parent = inner;
        }

        return names > 0 && path[names - 1] is { Length: > 0 } last && TryPut(parent, last, values, isList);
    }

    private static bool TryPut(JsonObject parent, string name, StringValues values, bool isList)
    {
        if (!parent.ContainsKey(name))
        {
            parent[name] = values.Count == 1 && !isList ? JsonValue.Create(values[0] ?? "") : new JsonArray([.. values.Select(value => JsonValue.Create(value ?? ""))]);
            return true;
        }

        // The same name with and without brackets is one list; an object is none.
        if (parent[name] is JsonObject) return false;
        if (parent[name] is not JsonArray list)
        {
            var first = parent[name];
            parent[name] = list = new JsonArray(first?.DeepClone());
        }

        foreach (var value in values) list.Add(value ?? "");
        return true;
    }

    /// <summary><c>examples[0][correct]</c> is examples, 0, correct. What is not written so is a name as it stands.</summary>
    private static IReadOnlyList<string> PathOf(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !name.EndsWith(']')) return [name];
        var inner = name[(open + 1)..^1].Split("][");
        return inner.Any(part => part.AsSpan().ContainsAny('[', ']')) ? [name] : [name[..open], .. inner];
    }
}
