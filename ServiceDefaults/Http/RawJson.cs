using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hitl.ServiceDefaults.Http;

/// <summary>JSON that we pass on without interpreting it: it goes out as it came in, digit for digit.</summary>
/// <param name="Utf8">One complete JSON value.</param>
public readonly record struct RawJson(ReadOnlyMemory<byte> Utf8)
{
    /// <summary>From text that is already known to be JSON, such as a database column.</summary>
    public static RawJson FromText(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>From an element of a parsed request, without writing it anew.</summary>
    public static RawJson FromElement(JsonElement element) => new(JsonMarshal.GetRawUtf8Value(element).ToArray());

    /// <summary>To look into it after all.</summary>
    public JsonElement ToElement() => JsonElement.Parse(Utf8.Span);

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}

/// <summary>Reads and writes <see cref="RawJson"/> verbatim.</summary>
public sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return RawJson.FromElement(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        // It was validated when it came in; doing so again for each reader would be paid on every poll.
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
