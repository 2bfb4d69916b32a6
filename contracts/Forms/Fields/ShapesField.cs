using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>Shapes on an image, each of points in pixels of the original.</summary>
public abstract record ShapesField : MarkingField
{
    /// <summary>Drawing on a scaled image ends in fractions that are not exact.</summary>
    private const double PixelTolerance = 0.05;

    private static readonly (double Width, double Height) ImageUnknown = (640, 480);
    private static readonly string[] Members = ["points", "label"];

    private protected ShapesField()
    {
    }

    /// <summary>How many points such a shape has at least.</summary>
    public abstract int PointsMin { get; }

    /// <summary>How many points such a shape has at most.</summary>
    public virtual int PointsMax => FormLimits.ShapePointsMax;

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        var image = judgement.Material.ImageAt(Source);
        JudgeMarks(answer, judgement, (mark, _) =>
        {
            if (!judgement.Sort(mark, Members, slots)) return;
            using (judgement.Enter("points")) JudgePoints(slots[0], image, judgement);
            judgement.JudgeLabel(slots[1], Labels, isRequired: true);
        });
    }

    internal override JsonObject ToSchema()
    {
        var point = Schemas.List(Schemas.Number(min: 0), 2, 2);
        return ListSchema([new("points", Schemas.List(point, PointsMin, PointsMax))], ["points"], needsLabel: true);
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var image = sample.Material.ImageAt(Source);
        var (width, height) = (image?.Width ?? ImageUnknown.Width, image?.Height ?? ImageUnknown.Height);
        return new JsonArray([.. Enumerable.Range(0, sample.CountOfMarks(Min, Max)).Select(JsonNode (_) =>
            SampleMark(sample, new JsonObject { ["points"] = SamplePoints(sample.Dice, width, height) }))]);
    }

    private void JudgePoints(JsonElement points, MaterialItem? image, Judgement judgement)
    {
        if (points.ValueKind != JsonValueKind.Array || points.GetArrayLength() < PointsMin || points.GetArrayLength() > PointsMax)
        {
            judgement.Refuse($"must be a list of {(PointsMin == PointsMax ? $"{PointsMin}" : $"{PointsMin} to {PointsMax}")} points, each [x, y].");
            return;
        }

        var index = 0;
        foreach (var point in points.EnumerateArray())
        {
            if (judgement.IsFull) return;
            if (!IsWithin(point, image)) judgement.Refuse(index, InWords(image));
            index++;
        }
    }

    private static bool IsWithin(JsonElement point, MaterialItem? image) =>
        point.ValueKind == JsonValueKind.Array && point.GetArrayLength() == 2
        && JsonValues.TryGetFinite(point[0], out var x) && x >= 0 && !(x > image?.Width + PixelTolerance)
        && JsonValues.TryGetFinite(point[1], out var y) && y >= 0 && !(y > image?.Height + PixelTolerance);

    private static string InWords(MaterialItem? image) => image is { Width: { } width, Height: { } height }
        ? FormattableString.Invariant($"must be [x, y], two numbers within the image, which is {width} by {height} pixels.")
        : "must be [x, y], two numbers, 0 or more.";

    /// <summary>Points around a middle, in the order of a clock's hand, so that a polygon does not cross itself.</summary>
    private JsonArray SamplePoints(Dice dice, double width, double height)
    {
        var count = Math.Min(PointsMax, PointsMin + dice.Next(3));
        var (middleX, middleY) = (width * (0.3 + (dice.NextShare() * 0.4)), height * (0.3 + (dice.NextShare() * 0.4)));
        return new JsonArray([.. Enumerable.Range(0, count).Select(JsonNode (index) =>
        {
            var angle = 2 * Math.PI * index / count;
            var reach = 0.1 + (dice.NextShare() * 0.2);
            return new JsonArray(Math.Round(middleX + (Math.Cos(angle) * reach * width), 1), Math.Round(middleY + (Math.Sin(angle) * reach * height), 1));
        })]);
    }
}

/// <summary><c>polygons</c>: closed shapes of three points or more.</summary>
public sealed record PolygonsField : ShapesField
{
    internal const string Word = "polygons";

    /// <inheritdoc />
    public override string Type => Word;

    /// <inheritdoc />
    public override int PointsMin => 3;

    internal static Field Read(OptionReader options) => Fill(options, new PolygonsField { Name = options.Name });
}

/// <summary><c>lines</c>: open shapes of two points or more.</summary>
public sealed record LinesField : ShapesField
{
    internal const string Word = "lines";

    /// <inheritdoc />
    public override string Type => Word;

    /// <inheritdoc />
    public override int PointsMin => 2;

    internal static Field Read(OptionReader options) => Fill(options, new LinesField { Name = options.Name });
}

/// <summary><c>points</c>: single points.</summary>
public sealed record PointsField : ShapesField
{
    internal const string Word = "points";

    /// <inheritdoc />
    public override string Type => Word;

    /// <inheritdoc />
    public override int PointsMin => 1;

    /// <inheritdoc />
    public override int PointsMax => 1;

    internal static Field Read(OptionReader options) => Fill(options, new PointsField { Name = options.Name });
}
