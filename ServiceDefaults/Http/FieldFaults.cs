using System.Text;
using System.Text.Json;
using FluentValidation.Results;

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

    /// <param name="failure">Its property is named as FluentValidation does, <c>FileUrls[1]</c>; its message leaves the name out.</param>
    public void AddRule(ValidationFailure failure)
    {
        var path = failure.CustomState is FieldPath verbatim ? verbatim.Path : ToJsonPath(failure.PropertyName);
        if (!_mistyped.Any(mistyped => IsWithin(path, mistyped) || IsWithin(mistyped, path))) Add(path, failure.ErrorMessage);
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

/// <summary>
/// The JSON path of a fault, as the <c>CustomState</c> of a validation failure: for names that are the client's own, such as the keys
/// of a dictionary, which must not be rewritten as the names of our properties are.
/// </summary>
/// <param name="Path">As the client wrote it.</param>
public sealed record FieldPath(string Path);
