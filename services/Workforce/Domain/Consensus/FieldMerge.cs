using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>What several answers to one question come to.</summary>
/// <param name="Value">Null when the question stays without an answer.</param>
/// <param name="Agreement">How like the answers are to the value, on average: 0 to 1.</param>
/// <param name="Support">How many answers are the value.</param>
/// <param name="Of">How many were asked.</param>
internal sealed record FieldConsensus(JsonElement? Value, double Agreement, int Support, int Of);

/// <summary>How the answers to one kind of question become one. A null among them is a question that was left without an answer.</summary>
internal abstract class FieldMerge
{
    /// <summary>Two answers are the same from here on: what is missing is the rounding of sums.</summary>
    private const double Same = 1 - 1e-9;

    /// <summary>The order of the answers does not matter.</summary>
    public FieldConsensus Combine(IEnumerable<JsonElement?> answers)
    {
        var sorted = Sort(answers);
        return sorted.Count == 0 ? new FieldConsensus(null, 0, 0, 0) : Measure(Merge(sorted), sorted);
    }

    /// <summary>Takes the answer that is most like all others, as it is: always one that somebody gave.</summary>
    public FieldConsensus Choose(IEnumerable<JsonElement?> answers)
    {
        var sorted = Sort(answers);
        return sorted.Count == 0 ? new FieldConsensus(null, 0, 0, 0) : Measure(MedoidOf(sorted), sorted);
    }

    /// <summary>How <paramref name="answers"/> stand to a value that was found in another way.</summary>
    public virtual FieldConsensus Measure(JsonElement? value, IReadOnlyList<JsonElement?> answers)
    {
        var likenesses = answers.Select(answer => Likeness(answer, value)).Order().ToList();
        return new FieldConsensus(value, likenesses.Sum() / Math.Max(1, answers.Count), likenesses.Count(likeness => likeness >= Same), answers.Count);
    }

    /// <summary>0, nothing in common, to 1, the same; the same both ways round.</summary>
    public virtual double Likeness(JsonElement? one, JsonElement? other)
    {
        if (string.Equals(JsonMeaning.KeyOf(one), JsonMeaning.KeyOf(other), StringComparison.Ordinal)) return 1;
        return one is { } left && other is { } right ? Math.Clamp(LikenessOf(left, right), 0, 1) : 0;
    }

    /// <summary>Of two answers that differ, each of whatever JSON: an answer may be older than its form's newest version.</summary>
    protected abstract double LikenessOf(JsonElement one, JsonElement other);

    /// <param name="answers">One or more, sorted by what they mean.</param>
    protected abstract JsonElement? Merge(IReadOnlyList<JsonElement?> answers);

    /// <summary>An empty list is an answer only if nobody left the question out.</summary>
    protected static JsonElement? ListUnlessLeftOut(IReadOnlyList<JsonElement> items, IReadOnlyList<JsonElement?> answers) =>
        items.Count == 0 && answers.Any(answer => answer is null) ? null : JsonMeaning.ListOf(items);

    protected JsonElement? MedoidOf(IReadOnlyList<JsonElement?> answers) =>
        answers.MaxBy(candidate => answers.Select(answer => Likeness(candidate, answer)).Order().Sum());

    /// <summary>Whatever follows sees the same sequence, whoever was first: so ties, too, end the same way.</summary>
    private static List<JsonElement?> Sort(IEnumerable<JsonElement?> answers) =>
    [
        .. answers.Select(answer => answer is { } given && given.IsNothing() ? null : answer)
            .OrderBy(JsonMeaning.KeyOf, StringComparer.Ordinal)
            .ThenBy(answer => answer?.GetRawText(), StringComparer.Ordinal),
    ];
}
