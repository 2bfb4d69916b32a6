using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>The answer that most gave: for truth values, choices, text, dates, URLs and JSON.</summary>
/// <param name="keyOf">Answers of one key are one answer.</param>
internal sealed partial class NominalMerge(Func<JsonElement, string> keyOf) : FieldMerge
{
    /// <summary>By what the JSON means.</summary>
    public static readonly NominalMerge Exact = new(value => JsonMeaning.KeyOf(value));

    /// <summary>Case, and space around and between words, are no difference.</summary>
    public static readonly NominalMerge Text = new(value => JsonMeaning.TextOf(value) is { } text ? TextKeyOf(text) : JsonMeaning.KeyOf(value));

    public static string TextKeyOf(string text) => Space().Replace(text.Trim(), " ").ToUpperInvariant();

    protected override double LikenessOf(JsonElement one, JsonElement other) =>
        string.Equals(keyOf(one), keyOf(other), StringComparison.Ordinal) ? 1 : 0;

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        // MaxBy takes the first of equals; an answer goes before none.
        var most = answers
            .GroupBy(answer => answer is { } given ? keyOf(given) : null, StringComparer.Ordinal)
            .OrderBy(group => group.Key is null)
            .MaxBy(group => group.Count())!;
        return most
            .GroupBy(answer => answer?.GetRawText(), StringComparer.Ordinal)
            .MaxBy(spelling => spelling.Count())!
            .First();
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Space();
}
