using System.Text.Json;
using Hitl.Forms.Reading;

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
}
