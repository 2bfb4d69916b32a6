using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>JSON by what it means: the order of members, the spelling of numbers and escapes play no part.</summary>
internal static class JsonMeaning
{
    /// <summary>The same text for all JSON of the same meaning; empty for nothing and for null.</summary>
    public static string KeyOf(JsonElement? value)
    {
        if (value is not { } present || present.IsNothing()) return "";
        var key = new StringBuilder();
        Append(key, present);
        return key.ToString();
    }

    /// <summary>Whether a question was left without an answer.</summary>
    public static bool IsNothing(this JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public static JsonElement? MemberOf(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } present && present.TryGetProperty(name, out var member) && !member.IsNothing() ? member : null;

    public static string? TextOf(JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Null when it is no number that a computer can hold.</summary>
    public static double? NumberOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var read) && double.IsFinite(read) ? read : null;

    public static IEnumerable<JsonElement> ItemsOf(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>Made from the items as they are written, so that numbers keep their digits.</summary>
    public static JsonElement ListOf(IEnumerable<JsonElement> items) =>
        Parse($"[{string.Join(',', items.Select(item => item.GetRawText()))}]");

    public static JsonElement ObjectOf(IEnumerable<(string Name, JsonElement Value)> members) =>
        Parse($"{{{string.Join(',', members.Select(member => $"\"{JsonEncodedText.Encode(member.Name)}\":{member.Value.GetRawText()}"))}}}");

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static void Append(StringBuilder key, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                key.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    key.Append('"').Append(JsonEncodedText.Encode(member.Name)).Append("\":");
                    Append(key, member.Value);
                    key.Append(',');
                }

                key.Append('}');
                break;
            case JsonValueKind.Array:
                key.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Append(key, item);
                    key.Append(',');
                }

                key.Append(']');
                break;
            case JsonValueKind.String:
                key.Append('"').Append(JsonEncodedText.Encode(value.GetString()!)).Append('"');
                break;
            case JsonValueKind.Number:
                key.Append(NumberKeyOf(value.GetRawText()));
                break;
            default:
                key.Append(value.GetRawText());
                break;
        }
    }

    /// <summary>1, 1.0 and 10e-1 are one number, to any length: the digits that count, and where the point stands.</summary>
    private static string NumberKeyOf(string number)
    {
        var mantissa = number.Split('e', 'E') is [var digits, ..] ? digits : number;
        // An exponent beyond all measure is kept as it is written.
        var exponent = 0;
        if (mantissa.Length < number.Length && !int.TryParse(number.AsSpan(mantissa.Length + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return number;

        var isNegative = mantissa.StartsWith('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        long power = exponent - (point < 0 ? 0 : mantissa.Length - point - 1);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        var counting = all.TrimEnd('0');
        return counting.Length == 0 ? "0" : $"{(isNegative ? "-" : "")}{counting}e{power + all.Length - counting.Length}";
    }
}
