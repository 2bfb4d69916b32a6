using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary><c>comparison</c>: several things side by side, a choice about them and named pieces to find.</summary>
public sealed record ComparisonField : Field
{
    internal const string Word = "comparison";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What is compared; none: all attachments of the job.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>What can be chosen; may be none when there are <see cref="Fields"/>.</summary>
    public ChoiceList Choices { get; init; } = ChoiceList.None;

    /// <summary>Pieces to find: key and description, in order.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    internal static Field Read(OptionReader options)
    {
        var field = new ComparisonField
        {
            Name = options.Name,
            Sources = options.Sources("sources"),
            Choices = options.Choices("choices", 0),
            Fields = options.Pieces("fields"),
        };
        if (!options.Has("choices", out _) && !options.Has("fields", out _)) options.Refuse("choices", "or fields is required: else there is nothing to answer.");
        return field;
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        if (Sources.Count > 0)
        {
            json.WriteStartArray("sources");
            foreach (var source in Sources) json.WriteStringValue(source.Path);
            json.WriteEndArray();
        }

        ChoiceReader.Write(json, "choices", Choices);
        json.WritePieces("fields", Fields);
    }

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is { } text && Choices.Has(text);

    internal override bool Is(JsonElement answer, JsonElement value) =>
        JsonValues.TryGetMember(answer, "choice", out var choice) && JsonValues.AreEqual(choice, value);
}
