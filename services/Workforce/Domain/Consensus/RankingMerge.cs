using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>An order: Borda's count. What an answer leaves out stands behind all that it names.</summary>
internal sealed class RankingMerge : FieldMerge
{
    /// <summary>Kendall's tau, with what is worse than chance at 0: 1 for the same order, 0 when half of the pairs stand the other way round.</summary>
    protected override double LikenessOf(JsonElement one, JsonElement other)
    {
        var left = PlacesOf(one);
        var right = PlacesOf(other);
        var values = left.Keys.Union(right.Keys, StringComparer.Ordinal).ToList();
        if (values.Count < 2) return 0;

        var distance = 0.0;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                var here = OrderIn(left, values[i], values[j]);
                var there = OrderIn(right, values[i], values[j]);
                distance += Math.Abs(here - there) / 2.0;
            }
        }

        return 1 - (2 * distance / (values.Count * (values.Count - 1) / 2.0));
    }

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        var rankings = answers.Select(answer => answer is { } given ? PlacesOf(given) : []).ToList();
        var values = answers.SelectMany(answer => JsonMeaning.ItemsOf(answer)).DistinctBy(value => JsonMeaning.KeyOf(value), StringComparer.Ordinal).ToList();
        var ranked = values
            .Select(value => (Value: value, Key: JsonMeaning.KeyOf(value)))
            .Where(entry => rankings.Count(ranking => ranking.ContainsKey(entry.Key)) * 2 >= answers.Count)
            .OrderBy(entry => rankings.Sum(ranking => ranking.GetValueOrDefault(entry.Key, values.Count)))
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value)
            .ToList();
        return ListUnlessLeftOut(ranked, answers);
    }

    private static Dictionary<string, int> PlacesOf(JsonElement answer)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in JsonMeaning.ItemsOf(answer)) places.TryAdd(JsonMeaning.KeyOf(value), places.Count);
        return places;
    }

    private static int OrderIn(Dictionary<string, int> places, string one, string other) =>
        places.GetValueOrDefault(one, int.MaxValue).CompareTo(places.GetValueOrDefault(other, int.MaxValue));
}
