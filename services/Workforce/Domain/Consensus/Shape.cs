using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>The rectangle around a shape; stretches of text or time lie on a line at height 0.</summary>
internal readonly record struct Extent(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether two shapes can have anything to do with each other.</summary>
    public bool Touches(Extent other) => Left <= other.Right && other.Left <= Right && Top <= other.Bottom && other.Top <= Bottom;
}

/// <summary>Something that somebody marked.</summary>
/// <param name="Json">As they did.</param>
internal abstract record Shape(JsonElement Json)
{
    /// <summary>Shapes of one key are one shape.</summary>
    public string Key { get; } = JsonMeaning.KeyOf(Json);

    /// <summary>Shapes of different labels are never the same.</summary>
    public string LabelKey { get; } = JsonMeaning.KeyOf(JsonMeaning.MemberOf(Json, "label"));

    /// <summary>Shapes whose extents do not touch have nothing in common.</summary>
    public abstract Extent Extent { get; }

    /// <summary>How far two shapes of one kind are the same place, 0 to 1; the same both ways round.</summary>
    public abstract double OverlapWith(Shape other);
}

/// <summary>A stretch of a text or of time.</summary>
internal sealed record Stretch(JsonElement Json, double Start, double End) : Shape(Json)
{
    public override Extent Extent => new(Start, 0, End, 0);

    public static Shape? Read(JsonElement json) =>
        JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "start")) is { } start && JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "end")) is { } end && start <= end
            ? new Stretch(json, start, end)
            : null;

    public override double OverlapWith(Shape other)
    {
        if (other is not Stretch stretch) return 0;
        if (Start == stretch.Start && End == stretch.End) return 1;
        var common = Math.Min(End, stretch.End) - Math.Max(Start, stretch.Start);
        return common <= 0 ? 0 : common / (Math.Max(End, stretch.End) - Math.Min(Start, stretch.Start));
    }
}

/// <summary>A rectangle.</summary>
internal sealed record Box(JsonElement Json, double Left, double Top, double Width, double Height) : Shape(Json)
{
    public override Extent Extent => new(Left, Top, Left + Width, Top + Height);

    private double Area => Width * Height;

    public static Shape? Read(JsonElement json) =>
        JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "left")) is { } left && JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "top")) is { } top
        && JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "width")) is { } width and >= 0
        && JsonMeaning.NumberOf(JsonMeaning.MemberOf(json, "height")) is { } height and >= 0
            ? new Box(json, left, top, width, height)
            : null;

    public override double OverlapWith(Shape other)
    {
        if (other is not Box box) return 0;
        if ((Left, Top, Width, Height) == (box.Left, box.Top, box.Width, box.Height)) return 1;
        var across = Math.Min(Extent.Right, box.Extent.Right) - Math.Max(Left, box.Left);
        var down = Math.Min(Extent.Bottom, box.Extent.Bottom) - Math.Max(Top, box.Top);
        if (across <= 0 || down <= 0) return 0;
        var common = across * down;
        return common / (Area + box.Area - common);
    }
}

/// <summary>The inside of a closed line.</summary>
internal sealed record Region(JsonElement Json, IReadOnlyList<Point> Corners) : Shape(Json)
{
    public override Extent Extent { get; } = Point.ExtentOf(Corners);

    public static Shape? Read(JsonElement json) => Point.ListIn(json) is { Count: >= 3 } corners ? new Region(json, corners) : null;

    public override double OverlapWith(Shape other) => other is Region region ? PolygonOverlap.Of(Corners, region.Corners) : 0;
}

/// <summary>A point, or a line through several.</summary>
/// <param name="Json">As it was drawn.</param>
/// <param name="Points">At least one.</param>
/// <param name="Reach">Pixels from which two are nothing alike.</param>
internal sealed record Path(JsonElement Json, IReadOnlyList<Point> Points, double Reach) : Shape(Json)
{
    /// <summary>With half of the reach around it, so that all that it can be like touches it.</summary>
    public override Extent Extent { get; } = Widen(Point.ExtentOf(Points), Reach / 2);

    public static Shape? Read(JsonElement json, double reach) => Point.ListIn(json) is { Count: >= 1 } points ? new Path(json, points, reach) : null;

    /// <summary>1 for no distance, 0 from the reach on. Of lines: the mean distance of what is further from the other.</summary>
    public override double OverlapWith(Shape other)
    {
        if (other is not Path path) return 0;
        var distance = Math.Max(MeanDistance(Points, path.Points), MeanDistance(path.Points, Points));
        return Math.Max(0, 1 - (distance / Reach));
    }

    private static double MeanDistance(IReadOnlyList<Point> points, IReadOnlyList<Point> line) =>
        points.Average(point => line.Count == 1
            ? point.DistanceTo(line[0])
            : Enumerable.Range(1, line.Count - 1).Min(end => point.DistanceTo(line[end - 1], line[end])));

    private static Extent Widen(Extent extent, double by) => new(extent.Left - by, extent.Top - by, extent.Right + by, extent.Bottom + by);
}
