using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>A place on an image.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>The member <c>points</c>; null when it is none.</summary>
    public static IReadOnlyList<Point>? ListIn(JsonElement json)
    {
        var points = new List<Point>();
        foreach (var item in JsonMeaning.ItemsOf(JsonMeaning.MemberOf(json, "points")))
        {
            if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != 2) return null;
            if (JsonMeaning.NumberOf(item[0]) is not { } x || JsonMeaning.NumberOf(item[1]) is not { } y) return null;
            points.Add(new Point(x, y));
        }

        return points;
    }

    public static Extent ExtentOf(IReadOnlyList<Point> points) =>
        new(points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y));

    public double DistanceTo(Point other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));

    /// <summary>To the nearest place of a straight line between two points.</summary>
    public double DistanceTo(Point from, Point to)
    {
        double along = to.X - from.X, across = to.Y - from.Y;
        var length = (along * along) + (across * across);
        if (length == 0) return DistanceTo(from);
        var share = Math.Clamp((((X - from.X) * along) + ((Y - from.Y) * across)) / length, 0, 1);
        return DistanceTo(new Point(from.X + (share * along), from.Y + (share * across)));
    }
}
