using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>The median: always a number that somebody gave, with its digits; of an even count the lower one.</summary>
/// <param name="tolerance">Numbers so near to each other are the same.</param>
internal sealed class NumberMerge(double tolerance) : FieldMerge
{
    /// <summary>What the arithmetic of floating point may add.</summary>
    private const double Rounding = 1e-9;

    public static JsonElement MedianOf(IEnumerable<JsonElement> numbers)
    {
        var sorted = numbers.OrderBy(number => JsonMeaning.NumberOf(number)).ThenBy(number => number.GetRawText(), StringComparer.Ordinal).ToList();
        return sorted[(sorted.Count - 1) / 2];
    }

    protected override double LikenessOf(JsonElement one, JsonElement other) =>
        JsonMeaning.NumberOf(one) is { } left && JsonMeaning.NumberOf(other) is { } right
        && Math.Abs(left - right) <= tolerance + (Rounding * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)))) ? 1 : 0;

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        var numbers = answers.OfType<JsonElement>().Where(answer => JsonMeaning.NumberOf(answer) is not null).ToList();
        return numbers.Count * 2 < answers.Count || numbers.Count == 0 ? NominalMerge.Exact.Combine(answers).Value : MedianOf(numbers);
    }
}
