using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>Some of a list: each value that at least half chose, in the list's order.</summary>
/// <param name="choices">The list.</param>
internal sealed class SetMerge(IReadOnlyList<string> choices) : FieldMerge
{
    /// <summary>Jaccard: what both chose, of what either chose.</summary>
    public override double Likeness(JsonElement? one, JsonElement? other)
    {
        var left = KeysOf(one);
        var right = KeysOf(other);
        var either = left.Union(right, StringComparer.Ordinal).Count();
        return either == 0 ? 1 : (double)left.Intersect(right, StringComparer.Ordinal).Count() / either;
    }

    protected override double LikenessOf(JsonElement one, JsonElement other) => Likeness(one, other);

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        var places = choices.Select((choice, place) => (choice, place)).DistinctBy(entry => entry.choice, StringComparer.Ordinal)
            .ToDictionary(entry => entry.choice, entry => entry.place, StringComparer.Ordinal);
        var chosen = answers
            .SelectMany(answer => JsonMeaning.ItemsOf(answer).DistinctBy(item => JsonMeaning.KeyOf(item), StringComparer.Ordinal))
            .GroupBy(item => JsonMeaning.KeyOf(item), StringComparer.Ordinal)
            .Where(votes => votes.Count() * 2 >= answers.Count)
            .OrderBy(votes => places.GetValueOrDefault(JsonMeaning.TextOf(votes.First()) ?? "", int.MaxValue))
            .ThenBy(votes => votes.Key, StringComparer.Ordinal)
            .Select(votes => votes.First())
            .ToList();
        return ListUnlessLeftOut(chosen, answers);
    }

    private static HashSet<string> KeysOf(JsonElement? answer) =>
        JsonMeaning.ItemsOf(answer).Select(item => JsonMeaning.KeyOf(item)).ToHashSet(StringComparer.Ordinal);
}
