using System.Text;
using System.Text.Json;

namespace Hitl.Forms;

/// <summary>Careful reads of JSON that anybody may have written: none of them throws.</summary>
internal static class JsonValues
{
    /// <summary>Null when it is no string, or one that holds half of a surrogate pair.</summary>
    public static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: the reader's only way to say so.
            return null;
        }
    }

    /// <summary>A number that a computer can hold: 1e400 is none.</summary>
    public static bool TryGetFinite(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number);
    }

    public static bool TryGetInteger(JsonElement value, out int number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
    }

    public static bool TryGetMember(JsonElement value, string name, out JsonElement member)
    {
        member = default;
        return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out member);
    }

    /// <summary>Whether two strings, numbers, or truth values are the same; 1 and 1.0 are.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => TextOf(left) is { } text && string.Equals(text, TextOf(right), StringComparison.Ordinal),
        (JsonValueKind.Number, JsonValueKind.Number) =>
            left.TryGetDecimal(out var one) && right.TryGetDecimal(out var other) ? one == other : left.GetRawText() == right.GetRawText(),
        (JsonValueKind.True, JsonValueKind.True) or (JsonValueKind.False, JsonValueKind.False) => true,
        _ => false,
    };

    /// <summary>Characters as people count them: Unicode code points, so that an emoji is one.</summary>
    public static int LengthOf(string text)
    {
        var pairs = 0;
        foreach (var character in text)
        {
            if (char.IsLowSurrogate(character)) pairs++;
        }

        return text.Length - pairs;
    }

    public static bool IsBlank(string text) => string.IsNullOrWhiteSpace(text);

    /// <summary>Whether it can be printed on one line.</summary>
    public static bool IsPrintable(string text) => !text.EnumerateRunes().Any(Rune.IsControl);
}
