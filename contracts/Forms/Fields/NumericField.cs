using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>A number.</summary>
public abstract record NumericField : Field
{
    private const int RangeUnknown = 100;

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

    internal override bool? CanBe(JsonElement value) => FaultOf(value) is null;

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (FaultOf(answer) is { } fault) judgement.Refuse(fault);
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.Of("number");
        if (Min is { } least) schema["minimum"] = least;
        if (Max is { } most) schema["maximum"] = most;
        // Schemas count steps from 0: what is counted from elsewhere is judged besides them.
        if (Step is { } step && (Min ?? 0) % step == 0) schema["multipleOf"] = step;
        return schema;
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var least = Min ?? Math.Floor(Math.Min(0, Max ?? 0) / (Step ?? 1)) * (Step ?? 1);
        var most = Max ?? least + ((Step ?? 1) * RangeUnknown);
        if (Step is { } step) return least + (step * sample.Pick((int)Math.Min(int.MaxValue - 1, Math.Floor((most - least) / step)) + 1));
        // Whole numbers where there are any, as people prefer.
        var (first, last) = (Math.Ceiling(least), Math.Floor(most));
        if (first < last) return first + sample.Pick((int)Math.Min(int.MaxValue - 1, last - first) + 1);
        return least + ((most - least) * sample.Pick(RangeUnknown) / RangeUnknown);
    }

    private string? FaultOf(JsonElement value)
    {
        if (!JsonValues.TryGetFinite(value, out var size)) return "must be a number.";
        // What a decimal cannot hold is beyond every bound that a form can set.
        if (!value.TryGetDecimal(out var number)) number = size > 0 ? decimal.MaxValue : decimal.MinValue;
        if (number < Min) return FormattableString.Invariant($"must be at least {Min}.");
        if (number > Max) return FormattableString.Invariant($"must be at most {Max}.");
        if (Step is not { } step) return null;
        if (Math.Abs(number) > OptionReader.NumberMax) return "is too large to be counted in steps.";
        if ((number - (Min ?? 0)) % step == 0) return null;
        return FormattableString.Invariant($"must be {(Min is { } least && least != 0 ? $"{least} and " : "")}a multiple of {step}.");
    }
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
