using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Draw boxes around objects on an image.</summary>
internal sealed class BoxAnnotation : TaskKind
{
    private const string Answer = "annotations";
    private const int ObjectsMax = 6;
    private const int SideMax = 100_000;

    private static readonly string[] Types = ["image"];

    public override string Name => "annotation";

    public override bool RequiresInstruction => false;

    public override TaskForm Read(GivenParameters given)
    {
        var image = Attachments.ReadOne(given, Types, "image");
        var objects = given.Choices("objects_to_annotate", ObjectsMax);
        var withLabels = given.Flag("with_labels") ?? false;
        given.Default("with_labels", withLabels);

        var boxes = FormFields.Ask("boxes", Answer).WithChoices(objects, "labels");
        boxes["source"] = "attachments[0]";
        boxes["with_labels"] = withLabels;
        var (width, height) = (given.Number("min_width", SideMax), given.Number("min_height", SideMax));
        if (width is not null || height is not null) boxes["min_size"] = new JsonObject { ["width"] = width ?? 0, ["height"] = height ?? 0 };

        var examples = Examples.Read(given, firstAttachment: image.Count);
        return new TaskForm([.. image, .. examples.Select(example => example.Image)], [.. examples.Select(example => example.Field), boxes]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var withLabels = parameters.Member("with_labels") is { ValueKind: JsonValueKind.True };
        var boxes = annotations.Member(Answer) is { ValueKind: JsonValueKind.Array } marked ? marked.EnumerateArray() : default;
        return new JsonObject { [Answer] = new JsonArray([.. boxes.Select(box => BoxOf(box, withLabels))]) };
    }

    private static JsonObject BoxOf(JsonElement box, bool withLabels) => withLabels
        ? Answers.Pick(box, "left", "top", "width", "height", "label")
        : Answers.Pick(box, "left", "top", "width", "height");
}
