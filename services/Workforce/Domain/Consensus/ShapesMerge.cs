using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>Marks: those of different people are matched one to one where label and place agree; what at least half marked is kept.</summary>
/// <param name="read">Reads one mark; null when it is none.</param>
/// <param name="fuse">Makes one mark of matched ones.</param>
/// <param name="threshold">The overlap from which two marks are the same.</param>
internal sealed class ShapesMerge(Func<JsonElement, Shape?> read, Func<IReadOnlyList<Shape>, JsonElement> fuse, double threshold) : FieldMerge
{
    /// <summary>F1: twice the marks that both have, of all marks of both.</summary>
    public override double Likeness(JsonElement? one, JsonElement? other)
    {
        var left = ShapesOf(one).Select(shape => new Mark(shape, 0)).ToList();
        var right = ShapesOf(other).Select(shape => new Mark(shape, 1)).ToList();
        if (left.Count + right.Count == 0) return string.Equals(JsonMeaning.KeyOf(one), JsonMeaning.KeyOf(other), StringComparison.Ordinal) || IsEmpty(one, other) ? 1 : 0;
        var matched = MatchesAmong([.. left, .. right]).Count(cluster => cluster.Count == 2);
        return 2.0 * matched / (left.Count + right.Count);
    }

    protected override double LikenessOf(JsonElement one, JsonElement other) => Likeness(one, other);

    protected override JsonElement? Merge(IReadOnlyList<JsonElement?> answers)
    {
        var marks = answers.SelectMany((answer, voter) => ShapesOf(answer).Select(shape => new Mark(shape, voter))).ToList();
        var kept = MatchesAmong(marks)
            .Where(cluster => cluster.Count * 2 >= answers.Count)
            .Select(cluster => fuse([.. cluster.Select(mark => mark.Shape)]))
            .Select(json => (Json: json, Shape: read(json)!))
            .OrderBy(mark => mark.Shape.Extent.Top)
            .ThenBy(mark => mark.Shape.Extent.Left)
            .ThenBy(mark => mark.Shape.Key, StringComparer.Ordinal)
            .Select(mark => mark.Json)
            .ToList();
        return ListUnlessLeftOut(kept, answers);
    }

    private IEnumerable<Shape> ShapesOf(JsonElement? answer) => JsonMeaning.ItemsOf(answer).Select(read).OfType<Shape>();

    private static bool IsEmpty(params IReadOnlyList<JsonElement?> answers) =>
        answers.All(answer => answer is null || (answer.Value.ValueKind == JsonValueKind.Array && answer.Value.GetArrayLength() == 0));

    /// <summary>The best pairs first; a cluster never has two marks of one person.</summary>
    private List<List<Mark>> MatchesAmong(List<Mark> marks)
    {
        var clusters = marks.ToDictionary(mark => mark, mark => new List<Mark> { mark });
        foreach (var (one, other) in PairsAmong(marks))
        {
            var into = clusters[one];
            var from = clusters[other];
            if (ReferenceEquals(into, from) || into.Any(mark => from.Exists(their => their.Voter == mark.Voter))) continue;
            into.AddRange(from);
            foreach (var moved in from) clusters[moved] = into;
        }

        return [.. marks.Select(mark => clusters[mark]).Distinct()];
    }

    /// <summary>Pairs that may be the same. Equal overlaps go by what the marks are, so that neither side comes first.</summary>
    private IEnumerable<(Mark One, Mark Other)> PairsAmong(List<Mark> marks)
    {
        var swept = marks.OrderBy(mark => mark.Shape.Extent.Left).ToList();
        var pairs = new List<(Mark One, Mark Other, double Overlap)>();
        for (var i = 0; i < swept.Count; i++)
        {
            var one = swept[i];
            for (var j = i + 1; j < swept.Count && swept[j].Shape.Extent.Left <= one.Shape.Extent.Right; j++)
            {
                var other = swept[j];
                if (one.Voter == other.Voter || one.Shape.LabelKey != other.Shape.LabelKey || !one.Shape.Extent.Touches(other.Shape.Extent)) continue;
                var overlap = one.Shape.OverlapWith(other.Shape);
                if (overlap >= threshold) pairs.Add((one, other, overlap));
            }
        }

        return pairs
            .OrderByDescending(pair => pair.Overlap)
            .ThenBy(pair => Lesser(pair.One.Shape.Key, pair.Other.Shape.Key), StringComparer.Ordinal)
            .ThenBy(pair => Greater(pair.One.Shape.Key, pair.Other.Shape.Key), StringComparer.Ordinal)
            .Select(pair => (pair.One, pair.Other));
    }

    private static string Lesser(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? one : other;

    private static string Greater(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? other : one;

    /// <summary>One person's mark; two of a person are two, even where they are drawn alike.</summary>
    private sealed class Mark(Shape shape, int voter)
    {
        public Shape Shape => shape;

        public int Voter => voter;
    }
}
