using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary>How a telephone call ended.</summary>
public enum CallOutcome
{
    /// <summary>Nobody picked up.</summary>
    NoPickup,

    /// <summary>The other side hung up before all was said.</summary>
    HungUp,

    /// <summary>The call went through.</summary>
    Success,
}

/// <summary><c>call</c>: a telephone call by a script.</summary>
public sealed record CallField : Field
{
    internal const string Word = "call";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What the caller says; shown as it is, with its <c>{{placeholders}}</c>.</summary>
    public required string Script { get; init; }

    /// <summary>The number to call; null: the job's content tells it.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Who answers there; null: the job's content tells it.</summary>
    public string? EntityName { get; init; }

    /// <summary>What can be chosen about the call.</summary>
    public ChoiceList Choices { get; init; } = ChoiceList.None;

    /// <summary>Pieces to ask for: key and description, in order.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    internal static Field Read(OptionReader options) => new CallField
    {
        Name = options.Name,
        Script = options.Text("script", FormLimits.DescriptionLengthMax, isRequired: true) ?? "",
        PhoneNumber = options.Text("phone_number", FormLimits.NameLengthMax),
        EntityName = options.Text("entity_name", FormLimits.LabelLengthMax),
        Choices = options.Choices("choices", 0),
        Fields = options.Pieces("fields"),
    };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteString("script", Script);
        json.WriteOptional("phone_number", PhoneNumber);
        json.WriteOptional("entity_name", EntityName);
        ChoiceReader.Write(json, "choices", Choices);
        json.WritePieces("fields", Fields);
    }

    internal override bool? CanBe(JsonElement value) => OutcomeOf(value) is not null;

    internal override bool Is(JsonElement answer, JsonElement value) =>
        JsonValues.TryGetMember(answer, "outcome", out var outcome) && JsonValues.AreEqual(outcome, value);

    internal static CallOutcome? OutcomeOf(JsonElement value)
    {
        foreach (var outcome in Enum.GetValues<CallOutcome>())
        {
            if (JsonValues.TextOf(value) == OptionReader.WordOf(outcome)) return outcome;
        }

        return null;
    }
}
