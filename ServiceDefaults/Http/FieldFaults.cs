using System.Text;
using System.Text.Json;

namespace Hitl.ServiceDefaults.Http;

/// <summary>Collects messages by the JSON path of the field, as the client wrote it: <c>file_urls[1]</c>.</summary>
internal sealed class FieldFaults
{
    private readonly Dictionary<string, List<string>> _messages = new(StringComparer.Ordinal);

    /// <summary>The fields whose type is wrong: rules about them would only repeat that.</summary>
    private readonly HashSet<string> _mistyped = new(StringComparer.Ordinal);

    public bool Any => _messages.Count > 0;

    public void AddMistyped(string path, string message)
    {
        _mistyped.Add(path);
        Add(path, message);
    }

    /// <param name="propertyPath">As FluentValidation names it: <c>FileUrls[1]</c>.</param>
    /// <param name="message">A sentence without the field's name.</param>
    public void AddRule(string propertyPath, string message)
    {
        var path = ToJsonPath(propertyPath);
        if (!_mistyped.Any(mistyped => IsWithin(path, mistyped))) Add(path, message);
    }

    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        _messages.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);

    private void Add(string path, string message)
    {
        if (!_messages.TryGetValue(path, out var messages)) _messages[path] = messages = [];
        if (!messages.Contains(message, StringComparer.Ordinal)) messages.Add(message);
    }

    private static bool IsWithin(string path, string parent) =>
        path.StartsWith(parent, StringComparison.Ordinal) && (path.Length == parent.Length || path[parent.Length] is '.' or '[');

    private static string ToJsonPath(string propertyPath)
    {
        var json = new StringBuilder();
        foreach (var segment in propertyPath.Split('.'))
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? segment : segment[..bracket];
            if (json.Length > 0) json.Append('.');
            json.Append(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
            if (bracket >= 0) json.Append(segment.AsSpan(bracket));
        }

        return json.ToString();
    }
}
