using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.HitlSh.Domain;

/// <summary>The members of a request, and all that is wrong with them. What another service judges better is passed on as it came.</summary>
internal sealed class GivenMembers(JsonObject body)
{
    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string[]> Faults => _faults;

    public bool Has(string name) => body.ContainsKey(name);

    public JsonNode? Copy(string name) => body[name]?.DeepClone();

    public void Refuse(string name, string message) => _faults.TryAdd(name, [message]);

    /// <summary>Null when it is missing, null or no string; the latter is a fault, the former if it <paramref name="isRequired"/>.</summary>
    public string? Text(string name, bool isRequired = false)
    {
        if (body[name] is { } given)
        {
            if (given.GetValueKind() == JsonValueKind.String) return given.GetValue<string>();
            Refuse(name, "must be a string.");
        }
        else if (isRequired)
        {
            Refuse(name, "is required.");
        }

        return null;
    }

    public bool? Flag(string name)
    {
        if (body[name] is not { } given) return null;
        if (given.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return given.GetValue<bool>();
        Refuse(name, "must be true or false.");
        return null;
    }

    /// <summary>Null when it is missing or null.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (body[name] is not { } given) return null;
        if (given is JsonArray list && list.All(item => item?.GetValueKind() == JsonValueKind.String)) return [.. list.Select(item => item!.GetValue<string>())];
        Refuse(name, "must be a list of strings.");
        return null;
    }

    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        if (!Has(name)) return null;
        if (body[name]?.GetValueKind() == JsonValueKind.String && words.Contains(body[name]!.GetValue<string>(), StringComparer.Ordinal)) return body[name]!.GetValue<string>();
        Refuse(name, $"must be one of {string.Join(", ", words)}.");
        return null;
    }

    /// <summary>An id of <paramref name="kind"/>; what is none is a fault.</summary>
    public Guid? Id(string name, string kind, bool isRequired = false)
    {
        if (Text(name, isRequired) is not { } text) return null;
        if (PublicId.Read(kind, text) is { } id) return id;
        Refuse(name, $"must be an id that begins with {kind}.");
        return null;
    }

    /// <summary>The members that are not among <paramref name="known"/>.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Others(IReadOnlySet<string> known) => body.Where(member => !known.Contains(member.Key));
}
