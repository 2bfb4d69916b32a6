using System.Text.Json;

namespace Hitl.Forms.Reading;

/// <summary>Writes an option where it differs from its default.</summary>
internal static class JsonWriting
{
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, Source? value) => json.WriteOptional(name, value?.Path);

    public static void WriteIfSet(this Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, true);
    }

    public static void WritePieces(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> pieces)
    {
        if (pieces.Count == 0) return;
        json.WriteStartObject(name);
        foreach (var (key, description) in pieces) json.WriteString(key, description);
        json.WriteEndObject();
    }
}
