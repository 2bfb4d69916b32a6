using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>transcript</c>: what is said in an audio or video file.</summary>
public sealed record TranscriptField : Field
{
    internal const string Word = "transcript";

    /// <summary>Seconds by which players and measuring tools may differ.</summary>
    private const double DurationTolerance = 1;

    private static readonly string[] Members = ["transcript", "duration", "error"];

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What is listened to; null: the job's first audio or video.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether what is no word (um, hm) is written down too.</summary>
    public bool Verbatim { get; init; }

    internal static Field Read(OptionReader options) =>
        new TranscriptField { Name = options.Name, Source = options.Source(), Verbatim = options.Flag("verbatim") ?? false };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("source", Source);
        json.WriteIfSet("verbatim", Verbatim);
    }

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        if (!judgement.Sort(answer, Members, slots)) return;
        var (transcript, duration, error) = (slots[0], slots[1], slots[2]);
        if (error.ValueKind != JsonValueKind.Undefined && (JsonValues.TextOf(error) is not { } why || JsonValues.IsBlank(why) || why.Length > FormLimits.TextLengthDefault))
            judgement.Refuse("error", $"must be a string of 1 to {FormLimits.TextLengthDefault} characters that says why there is no whole transcript.");
        if (transcript.ValueKind != JsonValueKind.Undefined)
        {
            using (judgement.Enter("transcript")) judgement.JudgeText(transcript, FormLimits.TextLengthMax);
        }
        else if (error.ValueKind == JsonValueKind.Undefined)
        {
            judgement.Refuse("transcript", "is required, or error, which says why there is none.");
        }

        if (duration.ValueKind == JsonValueKind.Undefined) return;
        var known = judgement.Material.RecordingAt(Source)?.Duration;
        if (judgement.Number(duration, "duration", 0, double.MaxValue, "a number of seconds, 0 or more") is { } seconds
            && known is { } whole && Math.Abs(seconds - whole) > DurationTolerance)
            judgement.Refuse("duration", FormattableString.Invariant($"must be the recording's, {whole} seconds."));
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.Object(
            [
                new("transcript", Schemas.Text(0, FormLimits.TextLengthMax)),
                new("duration", Schemas.Number(min: 0)),
                new("error", Schemas.NotBlankIf(true, Schemas.Text(1, FormLimits.TextLengthDefault))),
            ],
            []);
        schema["anyOf"] = new JsonArray(Schemas.Requiring("transcript"), Schemas.Requiring("error"));
        return schema;
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var answer = new JsonObject { ["transcript"] = Prose.Sentences(sample.Dice, 20, 400) };
        if (sample.Material.RecordingAt(Source)?.Duration is { } seconds) answer["duration"] = seconds;
        return answer;
    }
}
