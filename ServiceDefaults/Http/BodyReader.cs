using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hitl.ServiceDefaults.Http;

/// <summary>Reads each property of a body on its own, so that one wrong type does not hide the next.</summary>
internal static class BodyReader<T>
    where T : class
{
    private static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)JsonConventions.Options.GetTypeInfo(typeof(T));

    public static T Read(JsonElement body, FieldFaults faults)
    {
        var value = Type.CreateObject?.Invoke() ?? throw new InvalidOperationException($"{typeof(T).Name} needs a constructor without parameters.");
        foreach (var property in Type.Properties)
        {
            if (property.Set is null || !body.TryGetProperty(property.Name, out var element)) continue;
            if (element.ValueKind == JsonValueKind.Null && !Optional.Is(property.PropertyType)) continue;

            try
            {
                property.Set(value, element.Deserialize(property.PropertyType, JsonConventions.Options));
            }
            catch (JsonException broken)
            {
                var path = broken.Path is { Length: > 1 } inner ? property.Name + inner[1..] : property.Name;
                faults.AddMistyped(path, Expectations.Of(property.PropertyType, path != property.Name));
            }
        }

        return value;
    }
}

/// <summary>Says in words what a field must be.</summary>
internal static class Expectations
{
    public static string Of(Type type, bool inside)
    {
        if (inside) return "has the wrong type.";
        if (Optional.Is(type)) type = type.GenericTypeArguments[0];
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "must be a string.";
        if (type == typeof(bool)) return "must be true or false.";
        if (type == typeof(int) || type == typeof(long)) return "must be an integer.";
        if (type == typeof(double) || type == typeof(decimal)) return "must be a number.";
        if (type == typeof(Guid)) return "must be an id (a UUID).";
        if (type == typeof(DateTimeOffset)) return "must be an ISO 8601 date and time.";
        if (type.IsEnum) return $"must be one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}.";
        if (typeof(System.Collections.IDictionary).IsAssignableFrom(type)) return "must be an object.";
        return typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "must be a list." : "has the wrong type.";
    }
}
