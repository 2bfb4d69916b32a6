using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Mark what a text names: people, places, whatever the labels say.</summary>
internal sealed class EntityRecognition : TaskKind
{
    private const string Answer = "annotations";
    private const string Text = "text";

    private static readonly string[] Links = ["relationships", "relationship_definitions"];

    public override string Name => "namedentityrecognition";

    public override bool RequiresInstruction => false;

    public override string? MarkIdName => "id";

    public override TaskForm Read(GivenParameters given)
    {
        var text = given.RequiredText(Text);
        var labels = NestedChoices.OfEntities.Read(given, "labels");
        foreach (var links in Links.Where(given.Has))
            given.Refuse(links, "cannot be asked for: entities are marked here, and not linked.");
        // Nothing need be marked: a text may name none.
        var spans = new JsonObject { ["type"] = "spans", ["name"] = Answer, ["source"] = "attachments[0]", ["overlap"] = true }.WithChoices(labels, "labels");
        return new TaskForm([new TaskAttachment(TaskAttachment.Text, text)], [spans]);
    }

    /// <summary>Offsets count Unicode code points, from 0; <c>end</c> is behind the last.</summary>
    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var marks = annotations.Member(Answer) is { ValueKind: JsonValueKind.Array } marked ? marked.EnumerateArray() : default;
        return new JsonObject
        {
            [Answer] = new JsonArray([.. marks.Select(mark => Answers.Pick(mark, "start", "end", Text, "label"))]),
            ["relationships"] = new JsonArray(),
        };
    }
}
