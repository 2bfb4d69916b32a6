using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Answer questions about some attachments, as in a questionnaire.</summary>
internal sealed class TextCollection : TaskKind
{
    private const string FieldsName = "fields";
    private const string Attachments = "attachments";

    public override string Name => "textcollection";

    public override bool RequiresInstruction => false;

    public override TaskForm Read(GivenParameters given)
    {
        var shown = given.Objects(Attachments, TaskLimits.AttachmentsMax).Select((one, place) => AttachmentOf(one, given.Inside($"{Attachments}[{place}]", one))).ToList();
        var asked = given.Objects(FieldsName, TaskLimits.FieldsMax);
        if (asked.Count == 0) given.Refuse(FieldsName, "is required: a list of objects with type, field_id and title.");
        var fields = asked.Select((one, place) => CollectedField.Read(given.Inside($"{FieldsName}[{place}]", one), place)).ToList();
        if (fields.GroupBy(field => field.Id, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            given.Refuse(FieldsName, $"has the field_id \"{twice.Key}\" twice.");
        return new TaskForm(
            shown,
            [.. shown.Select((_, place) => FormFields.Show($"attachment_{place}", place)), .. fields.Select(field => field.Form)]);
    }

    /// <summary>By field_id: its type, and its answer as the only one of a list, within a list of one for whoever answered.</summary>
    public override JsonObject Respond(JsonElement parameters, JsonElement annotations)
    {
        var answers = new JsonObject();
        foreach (var (place, field) in parameters.GetProperty(FieldsName).EnumerateArray().Index())
        {
            if (annotations.Member(CollectedField.NameAt(place)) is not { } answer) continue;
            var id = field.GetProperty("field_id").GetString()!;
            answers[id] = new JsonObject
            {
                ["type"] = Answers.Copy(field.GetProperty("type")),
                ["field_id"] = id,
                ["response"] = new JsonArray(answer.ValueKind == JsonValueKind.Array ? Answers.Copy(answer) : new JsonArray(Answers.Copy(answer))),
            };
        }

        return new JsonObject { ["annotations"] = answers };
    }

    private static TaskAttachment AttachmentOf(JsonObject attachment, GivenParameters given)
    {
        var type = given.Word("type", Domain.Attachments.AllTypes);
        var content = given.RequiredText("content");
        if (type != TaskAttachment.Text && content.Length > 0 && !ParameterValues.IsWebUrl(content)) given.Refuse("content", "must be an http or https URL.");
        return new TaskAttachment(type, content);
    }
}
