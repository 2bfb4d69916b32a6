using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>The least that a box must measure, in pixels of the original image.</summary>
/// <param name="Width">Across.</param>
/// <param name="Height">Down.</param>
public sealed record BoxSize(decimal Width, decimal Height);

/// <summary><c>boxes</c>: rectangles on an image, in pixels of the original.</summary>
public sealed record BoxesField : MarkingField
{
    internal const string Word = "boxes";

    /// <summary>Drawing on a scaled image ends in fractions that are not exact.</summary>
    private const double PixelTolerance = 0.01;

    private static readonly (double Width, double Height) ImageUnknown = (640, 480);
    private static readonly string[] Members = ["left", "top", "width", "height", "label"];

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>The least size; null: anything above 0.</summary>
    public BoxSize? MinSize { get; init; }

    /// <summary>Whether each box must have its label; false: it may.</summary>
    public bool WithLabels { get; init; } = true;

    internal static Field Read(OptionReader options) => Fill(options, new BoxesField
    {
        Name = options.Name,
        MinSize = ReadMinSize(options),
        WithLabels = options.Flag("with_labels") ?? true,
    });

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        base.WriteOptions(json);
        if (MinSize is { } size)
        {
            if (size.Width == size.Height)
            {
                json.WriteNumber("min_size", size.Width);
            }
            else
            {
                json.WriteStartObject("min_size");
                json.WriteNumber("width", size.Width);
                json.WriteNumber("height", size.Height);
                json.WriteEndObject();
            }
        }

        if (!WithLabels) json.WriteBoolean("with_labels", false);
    }

    private static BoxSize? ReadMinSize(OptionReader options)
    {
        if (!options.Has("min_size", out var given)) return null;
        if (IsSide(given, out var side)) return new BoxSize(side, side);
        if (JsonValues.TryGetMember(given, "width", out var across) && IsSide(across, out var width)
            && JsonValues.TryGetMember(given, "height", out var down) && IsSide(down, out var height)
            && given.GetPropertyCount() == 2)
            return new BoxSize(width, height);

        options.Refuse("min_size", "must be a number of pixels from 0 to 100000, or an object of two, width and height.");
        return null;
    }

    private static bool IsSide(JsonElement value, out decimal side)
    {
        const int SideMax = 100_000;
        side = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out side) && side is >= 0 and <= SideMax;
    }

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        var image = judgement.Material.ImageAt(Source);
        JudgeMarks(answer, judgement, (mark, _) => JudgeBox(mark, slots, image, judgement));
    }

    internal override JsonObject ToSchema() => ListSchema(
        [
            new("left", Schemas.Number(min: 0)),
            new("top", Schemas.Number(min: 0)),
            new("width", SideSchema(MinSize?.Width)),
            new("height", SideSchema(MinSize?.Height)),
        ],
        ["left", "top", "width", "height"],
        needsLabel: WithLabels);

    internal override JsonNode? Sample(Sample sample)
    {
        var image = sample.Material.ImageAt(Source);
        var (imageWidth, imageHeight) = (image?.Width ?? ImageUnknown.Width, image?.Height ?? ImageUnknown.Height);
        return new JsonArray([.. Enumerable.Range(0, sample.CountOfMarks(Min, Max)).Select(JsonNode (_) =>
        {
            var (left, width) = Stretch(sample.Dice, imageWidth, (double?)MinSize?.Width ?? 0);
            var (top, height) = Stretch(sample.Dice, imageHeight, (double?)MinSize?.Height ?? 0);
            return SampleMark(sample, new JsonObject { ["left"] = left, ["top"] = top, ["width"] = width, ["height"] = height });
        })]);
    }

    private void JudgeBox(JsonElement mark, JsonElement[] slots, MaterialItem? image, Judgement judgement)
    {
        if (!judgement.Sort(mark, Members, slots)) return;
        var left = judgement.Number(slots[0], "left", 0, double.MaxValue, "a number of pixels, 0 or more");
        var top = judgement.Number(slots[1], "top", 0, double.MaxValue, "a number of pixels, 0 or more");
        var width = JudgeSide(slots[2], "width", (double?)MinSize?.Width, judgement);
        var height = JudgeSide(slots[3], "height", (double?)MinSize?.Height, judgement);
        if (left + width > image?.Width + PixelTolerance)
            judgement.Refuse("width", FormattableString.Invariant($"must end within the image, which is {image?.Width} pixels wide."));
        if (top + height > image?.Height + PixelTolerance)
            judgement.Refuse("height", FormattableString.Invariant($"must end within the image, which is {image?.Height} pixels high."));
        judgement.JudgeLabel(slots[4], Labels, WithLabels);
    }

    private static double? JudgeSide(JsonElement value, string member, double? least, Judgement judgement)
    {
        var expected = least > 0 ? FormattableString.Invariant($"a number of pixels, at least {least}") : "a number of pixels above 0";
        return judgement.Number(value, member, least > 0 ? least.Value : double.Epsilon, double.MaxValue, expected);
    }

    private static JsonObject SideSchema(decimal? least)
    {
        var schema = Schemas.Of("number");
        if (least > 0) schema["minimum"] = least;
        else schema["exclusiveMinimum"] = 0;
        return schema;
    }

    /// <summary>A stretch within <paramref name="whole"/>, in whole pixels where there is room for them.</summary>
    private static (double Start, double Length) Stretch(Dice dice, double whole, double least)
    {
        var length = Math.Max(least, whole * (0.1 + (dice.NextShare() * 0.3)));
        if (Math.Ceiling(length) <= whole) length = Math.Ceiling(length);
        var start = dice.NextShare() * Math.Max(0, whole - length);
        return (Math.Floor(start), length);
    }
}
