using System.Text.Json;
using Hitl.Forms.Reading;

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

        return field with { MinLength = min, MaxLength = max, Pattern = pattern, Example = options.Text("example", FormLimits.LabelLengthMax) };
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("min_length", MinLength);
        json.WriteOptional("max_length", MaxLength);
        json.WriteOptional("pattern", Pattern?.Text);
        json.WriteOptional("example", Example);
    }

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is not null;
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
