using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Call somebody by a script and write down what they say.</summary>
internal sealed class PhoneCall : TaskKind
{
    private const string Answer = "call";
    private const int NumberLengthMax = 40;
    private const int EntityLengthMax = 500;

    public override string Name => "phonecall";

    public override IReadOnlyList<string> ShownBesideParams => ["script"];

    public override TaskForm Read(GivenParameters given)
    {
        var call = FormFields.Ask("call", Answer);
        call["script"] = given.RequiredText("script", TaskLimits.ScriptLengthMax);
        call["phone_number"] = given.RequiredText("phone_number", NumberLengthMax);
        call["entity_name"] = given.RequiredText("entity_name", EntityLengthMax);
        if (call["phone_number"]!.GetValue<string>() is { Length: > 0 } number && !IsNumber(number)) given.Refuse("phone_number", "must be a telephone number.");
        call.WithChoices(given.Choices("choices", TaskLimits.ChoicesMax, isRequired: false))
            .WithPieces(given.Has("fields") ? given.Dictionary("fields", TaskLimits.FieldsMax, isRequired: false) : []);

        if (!given.Has("attachment") && !given.Has("attachment_type")) return new TaskForm([], [call]);
        return new TaskForm(Attachments.ReadOne(given, Attachments.AllTypes), [FormFields.Show("attachment", 0), call]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations) =>
        Answers.Pick(annotations.Member(Answer), "outcome", "fields", "choice");

    /// <summary>As people write numbers: digits, with what stands between them, and an extension.</summary>
    private static bool IsNumber(string text) =>
        text.Count(char.IsAsciiDigit) >= 3 && text.All(character => char.IsAsciiDigit(character) || "+-. ()/#*,;extEXT".Contains(character, StringComparison.Ordinal));
}
