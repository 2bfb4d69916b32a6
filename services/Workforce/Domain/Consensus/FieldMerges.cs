using Hitl.Forms;
using Hitl.Forms.Fields;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>Which kind of question is merged in which way; docs/quality.md tells it to users.</summary>
internal static class FieldMerges
{
    /// <summary>Of an image's longer side: points so far apart have nothing in common.</summary>
    private const double ReachShare = 0.04;

    /// <summary>Pixels, where the image's size is not known.</summary>
    private const double ReachDefault = 40;

    /// <summary>Of its range: nobody places a slider more exactly.</summary>
    private const double SliderTolerance = 0.05;

    /// <summary>Of its range: on a scale of up to ten points only the same point agrees.</summary>
    private const double ScaleTolerance = 0.1;

    /// <param name="field">The question.</param>
    /// <param name="material">What the job shows.</param>
    /// <param name="iou">The overlap from which two marks are the same.</param>
    public static FieldMerge For(Field field, Material material, double iou) => field switch
    {
        TextualField or EmailField or ContentDisplayField => NominalMerge.Text,
        ChoicesField choices => new SetMerge([.. choices.Choices.Select(choice => choice.Value)]),
        RankingField => new RankingMerge(),
        SliderField slider => new NumberMerge(Math.Max(HalfStepOf(slider), SliderTolerance * (double)((slider.Max - slider.Min) ?? 0))),
        NumericField number => new NumberMerge(HalfStepOf(number)),
        ScaleField scale => new NumberMerge(ScaleTolerance * (scale.Size - 1)),
        FieldsField => MembersMerge.Pieces,
        ComparisonField or CallField => MembersMerge.WithPieces,
        TranscriptField => new TranscriptMerge(),
        MarkingField marking => ForMarks(marking, material, iou),
        _ => NominalMerge.Exact,
    };

    private static ShapesMerge ForMarks(MarkingField field, Material material, double iou)
    {
        var reach = ReachIn(material.ImageAt(field.Source));
        return field switch
        {
            BoxesField => new ShapesMerge(Box.Read, ShapeFusion.Boxes, iou),
            PolygonsField => new ShapesMerge(Region.Read, ShapeFusion.Medoid, iou),
            PointsField => new ShapesMerge(json => Path.Read(json, reach), ShapeFusion.Points, iou),
            LinesField => new ShapesMerge(json => Path.Read(json, reach), ShapeFusion.Medoid, iou),
            SegmentsField => new ShapesMerge(Stretch.Read, ShapeFusion.Segments, iou),
            _ => new ShapesMerge(Stretch.Read, ShapeFusion.Medoid, iou),
        };
    }

    /// <summary>Two answers on one grid are never as near as half a step, but rounding may take them off it.</summary>
    private static double HalfStepOf(NumericField field) => (double)(field.Step ?? 0) / 2;

    private static double ReachIn(MaterialItem? image) =>
        image is { Width: { } width, Height: { } height } && Math.Max(width, height) > 0 ? ReachShare * Math.Max(width, height) : ReachDefault;
}
