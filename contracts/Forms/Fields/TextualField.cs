using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>Free text.</summary>
public abstract record TextualField : Field
{
    private protected TextualField()
    {
    }

    /// <summary>Characters (Unicode code points) at least.</summary>
    public int? MinLength { get; init; }

    /// <summary>Characters (Unicode code points) at most; null: 10,000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>What the text must hold.</summary>
    public TextPattern? Pattern { get; init; }

    /// <summary>An answer that fits, shown as a hint.</summary>
    public string? Example { get; init; }

    private protected static T Fill<T>(OptionReader options, T field)
        where T : TextualField
    {
        var min = options.Integer("min_length", 0, FormLimits.TextLengthMax);
        var max = options.Integer("max_length", 1, FormLimits.TextLengthMax);
        options.RequireOrder("min_length", min, "max_length", max ?? FormLimits.TextLengthDefault);
        TextPattern? pattern = null;
        if (options.Text("pattern", FormLimits.PatternLengthMax) is { } text)
        {
            pattern = TextPattern.TryParse(text, out var why);
            if (pattern is null) options.Refuse("pattern", why);
        }

        var filled = field with { MinLength = min, MaxLength = max, Pattern = pattern, Example = options.Text("example", FormLimits.LabelLengthMax) };
        if (filled.Example is { } example && filled.FaultOf(example) is { } fault) options.Refuse("example", $"must be an answer that fits: {fault}");
        else if (pattern is not null && filled.MakeUp(new Dice(0)) is null) options.Refuse("example", "is required with such a pattern: an answer that fits.");
        return filled;
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("min_length", MinLength);
        json.WriteOptional("max_length", MaxLength);
        json.WriteOptional("pattern", Pattern?.Text);
        json.WriteOptional("example", Example);
    }

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is { } text && FaultOf(text) is null;

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (JsonValues.TextOf(answer) is not { } text) judgement.Refuse("must be a string.");
        else if (FaultOf(text) is { } fault) judgement.Refuse(fault);
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.NotBlankIf(Required, Schemas.Text(MinLength ?? 0, Most));
        if (Pattern is not null) schema["pattern"] = Pattern.Text;
        return schema;
    }

    internal override JsonNode? Sample(Sample sample) => MakeUp(sample.Dice);

    private int Most => MaxLength ?? FormLimits.TextLengthDefault;

    private string? FaultOf(string text)
    {
        var length = JsonValues.LengthOf(text);
        if (length < MinLength) return $"must have at least {MinLength} characters; it has {length}.";
        if (length > Most) return $"must have at most {Most} characters; it has {length}.";
        if (Required && JsonValues.IsBlank(text)) return "must not be blank.";
        if (Pattern is not null && !Pattern.Matches(text)) return $"must match the pattern {Pattern.Text}.";
        return null;
    }

    private string? MakeUp(Dice dice)
    {
        var least = Math.Max(MinLength ?? 0, 1);
        if (Pattern is null) return Prose.Sentences(dice, least, Most);
        // With the dice that were tried when the form was read there is one, if there is no example.
        return PatternSample.TryMake(Pattern, least, Most, dice) ?? Example ?? PatternSample.TryMake(Pattern, least, Most, new Dice(0));
    }
}

/// <summary><c>text</c>: free text, a line or so.</summary>
public sealed record TextField : TextualField
{
    internal const string Word = "text";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new TextField { Name = options.Name });
}

/// <summary><c>long_text</c>: free text, several lines.</summary>
public sealed record LongTextField : TextualField
{
    internal const string Word = "long_text";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new LongTextField { Name = options.Name });
}
