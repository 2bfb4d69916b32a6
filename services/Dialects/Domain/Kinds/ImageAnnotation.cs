using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Draw boxes, polygons, lines and points on one image, as <c>geometries</c> says.</summary>
internal sealed class ImageAnnotation : TaskKind
{
    private const string Answer = "annotations";
    private const string Geometries = "geometries";
    private const string Objects = "objects_to_annotate";
    private const int SideMax = 100_000;

    private static readonly string[] Types = ["image"];

    /// <summary>The geometries that can be drawn, and the fields in which that is done.</summary>
    private static readonly IReadOnlyList<(string Geometry, string Field)> Drawn =
        [("box", "boxes"), ("polygon", "polygons"), ("line", "lines"), ("point", "points")];

    public override string Name => "imageannotation";

    public override bool RequiresInstruction => false;

    public override string? MarkIdName => "uuid";

    public override TaskForm Read(GivenParameters given)
    {
        var image = Attachments.ReadOne(given, Types, "image");
        if (given.Has("annotation_attributes")) given.Refuse("annotation_attributes", "cannot be asked for: marks have a label and no attributes here. Ask with one label for each.");
        if (given.Object(Geometries) is not { Count: > 0 } geometries)
        {
            given.Refuse(Geometries, "is required: an object with box, polygon, line or point.");
            return new TaskForm(image, []);
        }

        var inside = given.Inside(Geometries, geometries);
        foreach (var (name, _) in geometries.Where(geometry => !Drawn.Any(known => known.Geometry == geometry.Key)))
            inside.Refuse(name, $"cannot be drawn here: {string.Join(", ", Drawn.Select(known => known.Geometry))} can.");
        var fields = Drawn.Where(known => inside.Has(known.Geometry)).Select(known => FieldOf(known.Geometry, known.Field, inside)).OfType<JsonObject>();
        return new TaskForm(image, [.. fields]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var marks = Drawn.SelectMany(known => annotations.Member(known.Geometry) is { ValueKind: JsonValueKind.Array } drawn
            ? drawn.EnumerateArray().Select(mark => MarkOf(known.Geometry, mark))
            : []);
        return new JsonObject { [Answer] = new JsonArray([.. marks]), ["global_attributes"] = new JsonObject() };
    }

    /// <summary>Nothing need be drawn: an image may show none of the objects.</summary>
    private static JsonObject? FieldOf(string geometry, string type, GivenParameters geometries)
    {
        if (geometries.Object(geometry) is not { } members) return null;
        var given = geometries.Inside(geometry, members);
        var field = new JsonObject { ["type"] = type, ["name"] = geometry, ["source"] = "attachments[0]" }
            .WithChoices(NestedChoices.OfObjects.Read(given, Objects), "labels");
        if (type != "boxes") return field;

        field["with_labels"] = true;
        var (width, height) = (given.Number("min_width", SideMax), given.Number("min_height", SideMax));
        if (width is not null || height is not null) field["min_size"] = new JsonObject { ["width"] = width ?? 0, ["height"] = height ?? 0 };
        return field;
    }

    private static JsonObject MarkOf(string geometry, JsonElement mark)
    {
        var shown = new JsonObject { ["type"] = geometry, ["label"] = mark.Member("label") is { } label ? Answers.Copy(label) : null, ["attributes"] = new JsonObject() };
        var place = geometry == "box" ? Answers.Pick(mark, "left", "top", "width", "height") : ShapeAnnotation.PlaceOf(mark, isPoint: geometry == "point");
        foreach (var (name, value) in place) shown[name] = value?.DeepClone();
        return shown;
    }
}
