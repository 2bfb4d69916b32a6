using System.Text.Json;

namespace Hitl.Jobs.Domain;

/// <summary>Where each value of a result comes from: an object by field of <c>{"origin": ...}</c>.</summary>
internal static class Origins
{
    /// <summary>Of a job that ended with its default annotations: every field is the client's own.</summary>
    /// <param name="annotations">A JSON object.</param>
    public static string OfFallback(string annotations)
    {
        using var document = JsonDocument.Parse(annotations);
        return JsonSerializer.Serialize(document.RootElement.EnumerateObject().ToDictionary(
            field => field.Name, _ => new Dictionary<string, string>(StringComparer.Ordinal) { ["origin"] = "fallback" }, StringComparer.Ordinal));
    }
}
