using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Draw polygons, lines or points on an image, as today's client libraries ask for them.</summary>
internal sealed class ShapeAnnotation(string name, string field) : TaskKind
{
    private const string Answer = "annotations";

    private static readonly string[] Types = ["image"];

    public static ShapeAnnotation Polygons { get; } = new("polygonannotation", "polygons");

    public static ShapeAnnotation Lines { get; } = new("lineannotation", "lines");

    public static ShapeAnnotation Points { get; } = new("pointannotation", "points");

    public override string Name => name;

    public override bool RequiresInstruction => false;

    public override TaskForm Read(GivenParameters given)
    {
        var image = Attachments.ReadOne(given, Types, "image");
        var shapes = FormFields.Ask(field, Answer).WithChoices(given.Choices("objects_to_annotate", TaskLimits.ChoicesMax), "labels");
        shapes["source"] = "attachments[0]";
        given.Flag("with_labels");
        return new TaskForm(image, [shapes]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var marks = annotations.Member(Answer) is { ValueKind: JsonValueKind.Array } drawn ? drawn.EnumerateArray() : default;
        return new JsonObject { [Answer] = new JsonArray([.. marks.Select(ShapeOf)]) };
    }

    private JsonObject ShapeOf(JsonElement mark)
    {
        var shape = PlaceOf(mark, isPoint: this == Points);
        if (mark.Member("label") is { } label) shape["label"] = Answers.Copy(label);
        return shape;
    }

    /// <summary>Where a polygon, a line or a point is, in Scale's words.</summary>
    public static JsonObject PlaceOf(JsonElement mark, bool isPoint)
    {
        var vertices = mark.GetProperty("points").EnumerateArray().Select(PointOf).ToList();
        return isPoint ? vertices[0] : new JsonObject { ["vertices"] = new JsonArray([.. vertices]) };
    }

    private static JsonObject PointOf(JsonElement point) => new() { ["x"] = Answers.Copy(point[0]), ["y"] = Answers.Copy(point[1]) };
}
