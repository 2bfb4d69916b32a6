using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Read named pieces out of an attachment.</summary>
internal sealed class Transcription : TaskKind
{
    private const string Answer = "fields";

    // The document's table has the first two, its example the third, and what it says of the attachment the fourth.
    private static readonly string[] Types = ["image", "pdf", "website", TaskAttachment.Text];

    public override string Name => "transcription";

    public override TaskForm Read(GivenParameters given) => new(
        Attachments.ReadOne(given, Types),
        [FormFields.Show("attachment", 0), FormFields.Ask("fields", Answer).WithPieces(given.Dictionary("fields", TaskLimits.FieldsMax, isRequired: true))]);

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations) => Answers.Pick(annotations, Answer);
}

/// <summary>Find named pieces somewhere, starting from an attachment.</summary>
internal sealed class DataCollection : TaskKind
{
    private const string Answer = "fields";

    private static readonly string[] Types = [TaskAttachment.Text, "image", "website"];

    public override string Name => "datacollection";

    public override TaskForm Read(GivenParameters given) => new(
        Attachments.ReadOne(given, Types),
        [FormFields.Show("attachment", 0), FormFields.Ask("fields", Answer).WithPieces(given.Dictionary("fields", TaskLimits.FieldsMax, isRequired: true))]);

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations) => Answers.Pick(annotations, Answer);
}
