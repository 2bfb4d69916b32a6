using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary>Shapes on an image, each of points in pixels of the original.</summary>
public abstract record ShapesField : MarkingField
{
    private protected ShapesField()
    {
    }

    /// <summary>How many points such a shape has at least.</summary>
    public abstract int PointsMin { get; }

    /// <summary>How many points such a shape has at most.</summary>
    public virtual int PointsMax => FormLimits.ShapePointsMax;
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
