using System.Text.Json;

namespace Hitl.Workforce.Domain.Consensus;

/// <summary>One mark of several that are the same.</summary>
internal static class ShapeFusion
{
    private static readonly string[] Sides = ["left", "top", "width", "height"];
    private static readonly string[] Ends = ["start", "end"];

    /// <summary>The median of each side.</summary>
    public static JsonElement Boxes(IReadOnlyList<Shape> boxes) => MediansOf(boxes, Sides);

    /// <summary>The median of both ends; a text beside them is the one that most wrote.</summary>
    public static JsonElement Segments(IReadOnlyList<Shape> segments) => MediansOf(segments, Ends);

    /// <summary>A point is the median across and down.</summary>
    public static JsonElement Points(IReadOnlyList<Shape> points)
    {
        var places = points.Select(point => JsonMeaning.MemberOf(point.Json, "points")!.Value[0]).ToList();
        var median = JsonMeaning.ListOf([NumberMerge.MedianOf(places.Select(place => place[0])), NumberMerge.MedianOf(places.Select(place => place[1]))]);
        return With(points, [("points", JsonMeaning.ListOf([median]))]);
    }

    /// <summary>
    /// The one that is most like all others: corners of different polygons have nothing to do with each other, and the text of a span
    /// belongs to its ends.
    /// </summary>
    public static JsonElement Medoid(IReadOnlyList<Shape> shapes) => Sorted(shapes)
        .MaxBy(candidate => shapes.Select(shape => candidate.OverlapWith(shape)).Order().Sum())!.Json;

    private static JsonElement MediansOf(IReadOnlyList<Shape> shapes, string[] names) => With(
        shapes,
        [.. names.Select(name => (name, NumberMerge.MedianOf(shapes.Select(shape => JsonMeaning.MemberOf(shape.Json, name)!.Value))))]);

    /// <summary>The other members, such as the label, are those that most gave.</summary>
    private static JsonElement With(IReadOnlyList<Shape> shapes, IReadOnlyList<(string Name, JsonElement Value)> measured)
    {
        var sorted = Sorted(shapes);
        var others = sorted
            .SelectMany(shape => shape.Json.EnumerateObject().Select(member => member.Name))
            .Distinct(StringComparer.Ordinal)
            .Except(measured.Select(member => member.Name), StringComparer.Ordinal)
            .Select(name => (name, NominalMerge.Text.Combine(sorted.Select(shape => JsonMeaning.MemberOf(shape.Json, name))).Value))
            .Where(member => member.Value is not null)
            .Select(member => (member.name, member.Value!.Value));
        return JsonMeaning.ObjectOf([.. measured, .. others]);
    }

    private static IEnumerable<Shape> Sorted(IReadOnlyList<Shape> shapes) =>
        shapes.OrderBy(shape => shape.Key, StringComparer.Ordinal).ThenBy(shape => shape.Json.GetRawText(), StringComparer.Ordinal);
}
