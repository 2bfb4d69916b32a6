using System.Text.Json;

namespace Hitl.Forms.Reading;

/// <summary>
/// Reads the members of one object of a form. It remembers which were asked for, so that the others can be named as unknown, and tells
/// every fault instead of stopping at the first.
/// </summary>
internal sealed class OptionReader(JsonElement element, string path, FaultList faults)
{
    /// <summary>Bounds and steps are counted exactly, which leaves decimals enough digits behind the point.</summary>
    public const decimal NumberMax = 1e15m;

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string Path { get; } = path;

    /// <summary>The field's name as read before its options; "" while it is none.</summary>
    public string Name { get; set; } = "";

    public void Refuse(string name, string message) => faults.Add(JsonPath.Member(Path, name), message);

    /// <param name="place">A path below this object.</param>
    /// <param name="message">What is expected there.</param>
    public void RefuseAt(string place, string message) => faults.Add(Path.Length == 0 ? place : $"{Path}.{place}", message);

    public bool Has(string name, out JsonElement value)
    {
        _asked.Add(name);
        return element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public string? Text(string name, int lengthMax, bool isRequired = false)
    {
        if (!Has(name, out var value))
        {
            if (isRequired) Refuse(name, "is required.");
            return null;
        }

        if (JsonValues.TextOf(value) is { } text && !JsonValues.IsBlank(text) && JsonValues.LengthOf(text) <= lengthMax) return text;
        Refuse(name, $"must be a string of 1 to {lengthMax} characters, not all of them blank.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!Has(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Refuse(name, "must be true or false.");
        return null;
    }

    public int? Integer(string name, int min, int max)
    {
        if (!Has(name, out var value)) return null;
        if (JsonValues.TryGetInteger(value, out var number) && number >= min && number <= max) return number;
        Refuse(name, $"must be an integer from {min} to {max}.");
        return null;
    }

    public decimal? Number(string name, bool isRequired = false)
    {
        if (!Has(name, out var value))
        {
            if (isRequired) Refuse(name, "is required.");
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) <= NumberMax) return WithoutTrailingZeros(number);
        Refuse(name, "must be a number between -1e15 and 1e15.");
        return null;
    }

    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (!Has(name, out var value)) return null;
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (JsonValues.TextOf(value) == WordOf(candidate)) return candidate;
        }

        Refuse(name, $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}.");
        return null;
    }

    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public Source? Source(string name = "source")
    {
        if (!Has(name, out var value)) return null;
        if (JsonValues.TextOf(value) is { } text && Forms.Source.TryParse(text) is { } source) return source;
        Refuse(name, "must be a path such as text, messages[0].body, files[0] or attachments[1].");
        return null;
    }

    public IReadOnlyList<Source> Sources(string name)
    {
        if (!Has(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is >= 2 and <= FormLimits.PiecesMax)
        {
            var sources = value.EnumerateArray().Select(item => JsonValues.TextOf(item) is { } text ? Forms.Source.TryParse(text) : null).ToList();
            for (var i = 0; i < sources.Count; i++)
            {
                if (sources[i] is null) faults.Add(JsonPath.Item(JsonPath.Member(Path, name), i), "must be a path such as text, files[0] or attachments[1].");
            }

            return [.. sources.OfType<Source>()];
        }

        Refuse(name, $"must be a list of 2 to {FormLimits.PiecesMax} paths.");
        return [];
    }

    /// <summary>Names with their descriptions.</summary>
    public OrderedDictionary<string, string> Pieces(string name, bool isRequired = false)
    {
        var pieces = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (!Has(name, out var value))
        {
            if (isRequired) Refuse(name, "is required: an object that names each piece and describes it.");
            return pieces;
        }

        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() is 0 or > FormLimits.PiecesMax)
        {
            Refuse(name, $"must be an object of 1 to {FormLimits.PiecesMax} names, each with a description.");
            return pieces;
        }

        foreach (var piece in value.EnumerateObject())
        {
            var at = JsonPath.Member(JsonPath.Member(Path, name), piece.Name);
            if (!Names.IsKey(piece.Name)) faults.Add(at, Names.KeyRule);
            else if (JsonValues.TextOf(piece.Value) is not { } description || JsonValues.LengthOf(description) > FormLimits.DescriptionLengthMax)
                faults.Add(at, $"must be a description: a string of at most {FormLimits.DescriptionLengthMax} characters.");
            else if (!pieces.TryAdd(piece.Name, description)) faults.Add(at, "stands twice.");
        }

        return pieces;
    }

    public ChoiceList Choices(string name, int min) => ChoiceReader.Read(this, name, min, faults);

    /// <summary>1.0 and 1 are the same option, and are written alike.</summary>
    private static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>A lower and an upper bound that leave something between them.</summary>
    public void RequireOrder(string low, decimal? min, string high, decimal? max)
    {
        if (min > max) Refuse(high, $"must not be below {low}.");
    }

    /// <summary>Names what nobody asked for, and what could have been.</summary>
    public void RefuseOthers(string what)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (faults.IsFull) return;
            if (!_asked.Contains(member.Name)) Refuse(member.Name, $"is no option of {what}. Its options: {string.Join(", ", _asked)}.");
        }
    }
}
