using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hitl.ServiceDefaults.Http;

/// <summary>A field of a PATCH body, for which being left out, being null and having a value are three things.</summary>
/// <param name="Value">As sent; null when it was sent as null.</param>
public readonly record struct Optional<T>(T? Value)
{
    /// <summary>Whether the field was sent.</summary>
    public bool IsSet { get; } = true;
}

internal static class Optional
{
    public static bool Is(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => Optional.Is(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
