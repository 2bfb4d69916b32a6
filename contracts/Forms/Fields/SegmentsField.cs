using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>segments</c>: stretches of audio or video, in seconds; they may overlap, as speakers do.</summary>
public sealed record SegmentsField : MarkingField
{
    internal const string Word = "segments";

    private const double DurationUnknown = 10;

    /// <summary>Seconds by which players and measuring tools may differ.</summary>
    private const double DurationTolerance = 0.1;

    private static readonly string[] Members = ["start", "end", "text", "label"];

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new SegmentsField { Name = options.Name });

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        var duration = judgement.Material.RecordingAt(Source)?.Duration;
        JudgeMarks(answer, judgement, (mark, _) => JudgeSegment(mark, slots, duration, judgement));
    }

    internal override JsonObject ToSchema() => ListSchema(
        [
            new("start", Schemas.Number(min: 0)),
            new("end", Schemas.Number(min: 0)),
            new("text", Schemas.Text(0, FormLimits.TextLengthMax)),
        ],
        ["start", "end"],
        needsLabel: true);

    internal override JsonNode? Sample(Sample sample)
    {
        var duration = sample.Material.RecordingAt(Source)?.Duration is > 0 and var known ? known : DurationUnknown;
        var count = sample.CountOfMarks(Min, Max);
        return new JsonArray([.. Enumerable.Range(0, count).Select(JsonNode (index) =>
        {
            var room = duration / count;
            return SampleMark(sample, new JsonObject
            {
                ["start"] = Tidy((index + (sample.Dice.NextShare() * 0.4)) * room, room),
                ["end"] = Tidy((index + 0.5 + (sample.Dice.NextShare() * 0.4)) * room, room),
                ["text"] = Prose.Words(sample.Dice, 4),
            });
        })]);
    }

    private void JudgeSegment(JsonElement mark, JsonElement[] slots, double? duration, Judgement judgement)
    {
        if (!judgement.Sort(mark, Members, slots)) return;
        var start = judgement.Number(slots[0], "start", 0, double.MaxValue, "a number of seconds, 0 or more");
        var end = judgement.Number(slots[1], "end", 0, double.MaxValue, "a number of seconds, above start");
        if (start >= end) judgement.Refuse("end", "must be above start.");
        else if (end > duration + DurationTolerance) judgement.Refuse("end", FormattableString.Invariant($"must be at most {duration}, where the recording ends."));
        judgement.JudgeLabel(slots[3], Labels, isRequired: true);
        if (slots[2].ValueKind == JsonValueKind.Undefined) return;
        using (judgement.Enter("text")) judgement.JudgeText(slots[2], FormLimits.TextLengthMax);
    }

    /// <summary>Hundredths of a second, as people mark them, unless the stretch is too short for that.</summary>
    private static double Tidy(double seconds, double room) => room > 1 ? Math.Round(seconds, 2) : seconds;
}
