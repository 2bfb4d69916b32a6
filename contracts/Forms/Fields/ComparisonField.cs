using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>comparison</c>: several things side by side, a choice about them and named pieces to find.</summary>
public sealed record ComparisonField : Field
{
    internal const string Word = "comparison";

    private static readonly string[] Members = ["choice", "fields"];

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

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        if (!judgement.Sort(answer, Members, slots)) return;
        var (choice, fields) = (slots[0], slots[1]);
        if (choice.ValueKind == JsonValueKind.Undefined)
        {
            if (Choices.Count > 0) judgement.Refuse("choice", $"is required: one of {Choices.InWords()}.");
        }
        else if (Choices.Count == 0)
        {
            judgement.Refuse("choice", "must be left out: the form has no choices.");
        }
        else
        {
            using (judgement.Enter("choice")) judgement.JudgeChoice(choice, Choices);
        }

        if (fields.ValueKind == JsonValueKind.Undefined)
        {
            if (Required && Fields.Count > 0) judgement.Refuse("fields", "is required: an object of strings.");
        }
        else
        {
            using (judgement.Enter("fields")) judgement.JudgePieces(fields, Fields, Required);
        }
    }

    internal override JsonObject ToSchema()
    {
        var members = new List<KeyValuePair<string, JsonObject>> { new("fields", Schemas.Pieces(Fields, Required)) };
        if (Choices.Count > 0) members.Add(new("choice", Schemas.OneOf(Choices)));
        return Schemas.Object(members, [.. Choices.Count > 0 ? ["choice"] : (string[])[], .. Required && Fields.Count > 0 ? ["fields"] : (string[])[]]);
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var answer = new JsonObject();
        if (Choices.Count > 0) answer["choice"] = sample.Pick(Choices);
        if (Fields.Count > 0) answer["fields"] = sample.Pieces(Fields);
        return answer;
    }
}
