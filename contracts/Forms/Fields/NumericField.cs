using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary>A number.</summary>
public abstract record NumericField : Field
{
    private protected NumericField()
    {
    }

    /// <summary>The least.</summary>
    public decimal? Min { get; init; }

    /// <summary>The most.</summary>
    public decimal? Max { get; init; }

    /// <summary>The answer is a whole number of these above <see cref="Min"/>, or above 0 where there is none.</summary>
    public decimal? Step { get; init; }

    private protected static T Fill<T>(OptionReader options, T field, bool isBounded)
        where T : NumericField
    {
        var min = options.Number("min", isBounded);
        var max = options.Number("max", isBounded);
        var step = options.Number("step");
        options.RequireOrder("min", min, "max", max);
        if (step <= 0) options.Refuse("step", "must be above 0.");
        return field with { Min = min, Max = max, Step = step };
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("min", Min);
        json.WriteOptional("max", Max);
        json.WriteOptional("step", Step);
    }

    internal override bool? CanBe(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && !(number < Min) && !(number > Max);
}

/// <summary><c>number</c>: a number that is typed in.</summary>
public sealed record NumberField : NumericField
{
    internal const string Word = "number";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new NumberField { Name = options.Name }, isBounded: false);
}

/// <summary><c>slider</c>: a number between two others.</summary>
public sealed record SliderField : NumericField
{
    internal const string Word = "slider";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new SliderField { Name = options.Name }, isBounded: true);
}
