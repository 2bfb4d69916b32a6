using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>How what is shown is to be read.</summary>
public enum ContentFormat
{
    /// <summary>As it stands.</summary>
    Text,

    /// <summary>Markdown; a stranger's, to be sanitised.</summary>
    Markdown,

    /// <summary>JSON, laid out.</summary>
    Json,
}

/// <summary><c>content_display</c>: shows something of the job, or lets the annotator edit it; then the answer is the edited text.</summary>
public sealed record ContentDisplayField : Field
{
    internal const string Word = "content_display";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What is shown; null: the job's text, else its first file or attachment.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether it can be edited.</summary>
    public bool Editable { get; init; }

    /// <summary>Null: by what it is.</summary>
    public ContentFormat? Format { get; init; }

    /// <inheritdoc />
    public override bool TakesAnswer => Editable;

    internal static Field Read(OptionReader options) => new ContentDisplayField
    {
        Name = options.Name,
        Source = options.Source(),
        Editable = options.Flag("editable") ?? false,
        Format = options.Word<ContentFormat>("format"),
    };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("source", Source);
        json.WriteIfSet("editable", Editable);
        json.WriteOptional("format", Format is { } format ? OptionReader.WordOf(format) : null);
    }

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (JsonValues.TextOf(answer) is not { } text) judgement.Refuse("must be a string.");
        else if (Required && JsonValues.IsBlank(text)) judgement.Refuse("must not be blank.");
        else if (JsonValues.LengthOf(text) > FormLimits.TextLengthMax) judgement.Refuse($"must have at most {FormLimits.TextLengthMax} characters.");
    }

    internal override JsonObject ToSchema() => Schemas.NotBlankIf(Required, Schemas.Text(0, FormLimits.TextLengthMax));

    internal override JsonNode? Sample(Sample sample)
    {
        var shown = sample.Material.TextAt(Source) is { } text && !JsonValues.IsBlank(text) ? text : Prose.Sentences(sample.Dice, 20, 200);
        return sample.Variant == 0 || shown.Length >= FormLimits.TextLengthMax - 100 ? shown : $"{shown} {Prose.Words(sample.Dice, 3)}";
    }
}
