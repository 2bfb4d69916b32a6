using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>Marks in something that the job shows, each with a label where the form has labels.</summary>
public abstract record MarkingField : Field
{
    private protected MarkingField()
    {
    }

    /// <summary>What is marked; null: the first of the kind that the job has.</summary>
    public Source? Source { get; init; }

    /// <summary>What a mark can mean; none: marks have no label.</summary>
    public ChoiceList Labels { get; init; } = ChoiceList.None;

    /// <summary>How many marks at least.</summary>
    public int? Min { get; init; }

    /// <summary>How many marks at most; null: 10,000.</summary>
    public int? Max { get; init; }

    private protected static T Fill<T>(OptionReader options, T field)
        where T : MarkingField
    {
        var min = options.Integer("min", 0, FormLimits.MarksMax);
        var max = options.Integer("max", 1, FormLimits.MarksMax);
        options.RequireOrder("min", min, "max", max);
        return field with { Source = options.Source(), Labels = options.Choices("labels", 0), Min = min, Max = max };
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("source", Source);
        ChoiceReader.Write(json, "labels", Labels);
        json.WriteOptional("min", Min);
        json.WriteOptional("max", Max);
    }

    /// <summary>Looks at each mark of a list of a length that fits.</summary>
    private protected void JudgeMarks(JsonElement answer, Judgement judgement, Action<JsonElement, int> judgeMark)
    {
        if (answer.ValueKind != JsonValueKind.Array)
        {
            judgement.Refuse("must be a list.");
            return;
        }

        var (count, least, most) = (answer.GetArrayLength(), Min ?? 0, Max ?? FormLimits.MarksMax);
        if (count < least || count > most)
        {
            judgement.Refuse($"must have {(least == most ? $"exactly {least}" : $"{least} to {most}")} of them; it has {count}.");
            // What is too long is not looked through.
            if (count > most) return;
        }

        var index = 0;
        foreach (var mark in answer.EnumerateArray())
        {
            if (judgement.IsFull) return;
            using (judgement.Enter(index)) judgeMark(mark, index);
            index++;
        }
    }

    private protected JsonObject ListSchema(
        IReadOnlyList<KeyValuePair<string, JsonObject>> members, IReadOnlyList<string> required, bool needsLabel)
    {
        var mark = Labels.Count == 0
            ? Schemas.Object(members, required)
            : Schemas.Object([.. members, new("label", Schemas.OneOf(Labels))], needsLabel ? [.. required, "label"] : required);
        return Schemas.List(mark, Min ?? 0, Max ?? FormLimits.MarksMax);
    }

    /// <summary><paramref name="mark"/> with a label, where there are labels.</summary>
    private protected JsonObject SampleMark(Sample sample, JsonObject mark)
    {
        if (Labels.Count > 0) mark["label"] = Labels[(sample.Dice.Next(Labels.Count) + sample.Variant) % Labels.Count].Value;
        return mark;
    }
}
