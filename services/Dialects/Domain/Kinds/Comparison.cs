using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Look at several attachments side by side, and choose or describe.</summary>
internal sealed class Comparison : TaskKind
{
    private const string Answer = "comparison";

    public override string Name => "comparison";

    public override TaskForm Read(GivenParameters given)
    {
        var attachments = Attachments.ReadMany(given);
        var choices = given.Choices("choices", TaskLimits.ChoicesMax, isRequired: false);
        var fields = given.Has("fields") ? given.Dictionary("fields", TaskLimits.FieldsMax, isRequired: false) : [];
        if (!given.Has("choices") && !given.Has("fields")) given.Refuse("choices", "or fields is required: one of the two at least.");
        return new TaskForm(attachments, [FormFields.Ask("comparison", Answer).WithChoices(choices).WithPieces(fields)]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations) =>
        Answers.Pick(annotations.Member(Answer), "choice", "fields");
}
