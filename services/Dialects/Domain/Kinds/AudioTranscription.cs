using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Dialects.Domain.Kinds;

/// <summary>Write down what is said in a recording.</summary>
internal sealed class AudioTranscription : TaskKind
{
    private const string Answer = "transcript";

    private static readonly string[] Types = ["audio"];

    public override string Name => "audiotranscription";

    public override bool RequiresInstruction => false;

    public override string DefaultInstruction => "Please transcribe the attached audio file.";

    public override TaskForm Read(GivenParameters given)
    {
        var audio = Attachments.ReadOne(given, Types, "audio");
        var isVerbatim = given.Flag("verbatim") ?? false;
        given.Default("verbatim", isVerbatim);
        var transcript = FormFields.Ask("transcript", Answer);
        transcript["source"] = "attachments[0]";
        transcript["verbatim"] = isVerbatim;
        return new TaskForm(audio, [transcript]);
    }

    public override JsonObject Respond(JsonElement parameters, JsonElement annotations) =>
        Answers.Pick(annotations.Member(Answer), "transcript", "duration");
}
