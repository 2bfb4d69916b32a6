using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>spans</c>: stretches of a text, counted in Unicode code points.</summary>
public sealed record SpansField : MarkingField
{
    internal const string Word = "spans";

    private static readonly string[] Members = ["start", "end", "text", "label"];

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>Whether two spans may share characters.</summary>
    public bool Overlap { get; init; }

    internal static Field Read(OptionReader options) =>
        Fill(options, new SpansField { Name = options.Name, Overlap = options.Flag("overlap") ?? false });

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        base.WriteOptions(json);
        json.WriteIfSet("overlap", Overlap);
    }

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var shown = judgement.Material.TextAt(Source) is { } text ? new CodePoints(text) : null;
        var slots = new JsonElement[Members.Length];
        var places = new List<(int Start, int End, int Index)>();
        JudgeMarks(answer, judgement, (mark, index) =>
        {
            if (JudgeSpan(mark, slots, shown, judgement) is var (start, end)) places.Add((start, end, index));
        });
        if (!Overlap) RefuseOverlaps(places, judgement);
    }

    internal override JsonObject ToSchema()
    {
        var text = Schemas.Of("string");
        text["minLength"] = 1;
        return ListSchema([new("start", Schemas.Place(0)), new("end", Schemas.Place(1)), new("text", text)], ["start", "end", "text"], needsLabel: true);
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var places = sample.Material.TextAt(Source) is { } text ? SpanPlaces.In(text, sample, Min, Max, Overlap) : SpanPlaces.InUnknown(sample, Min, Max);
        return new JsonArray([.. places.Select(JsonNode (place) => SampleMark(sample, new JsonObject
        {
            ["start"] = place.Start,
            ["end"] = place.Start + JsonValues.LengthOf(place.Text),
            ["text"] = place.Text,
        }))]);
    }

    private (int Start, int End)? JudgeSpan(JsonElement mark, JsonElement[] slots, CodePoints? shown, Judgement judgement)
    {
        if (!judgement.Sort(mark, Members, slots)) return null;
        judgement.JudgeLabel(slots[3], Labels, isRequired: true);
        var text = JsonValues.TextOf(slots[2]);
        if (text is null) judgement.Refuse("text", "is required: the marked text, a string.");
        var hasStart = JsonValues.TryGetInteger(slots[0], out var start) && start >= 0;
        if (!hasStart) judgement.Refuse("start", "is required: an integer from 0, counted in Unicode code points.");
        var hasEnd = JsonValues.TryGetInteger(slots[1], out var end) && end >= 1;
        if (!hasEnd) judgement.Refuse("end", "is required: an integer from 1, counted in Unicode code points.");
        if (!hasStart || !hasEnd) return null;

        if (start >= end) judgement.Refuse("end", "must be above start: it is the place behind the last character.");
        else if (shown is not null && end > shown.Length) judgement.Refuse("end", $"must be at most {shown.Length}, the text's length in Unicode code points.");
        else if (text is not null && !Fits(text, start, end, shown)) judgement.Refuse("text", "must be the text from start to end, counted in Unicode code points.");
        else return (start, end);
        return null;
    }

    private static bool Fits(string text, int start, int end, CodePoints? shown) =>
        shown is null ? JsonValues.LengthOf(text) == end - start : shown.Slice(start, end).SequenceEqual(text);

    private static void RefuseOverlaps(List<(int Start, int End, int Index)> places, Judgement judgement)
    {
        places.Sort();
        var (last, furthest) = (-1, 0);
        foreach (var (start, end, index) in places)
        {
            if (start < furthest) judgement.Refuse(index, $"shares characters with span {last}, which the form does not allow.");
            if (end > furthest) (last, furthest) = (index, end);
        }
    }
}
