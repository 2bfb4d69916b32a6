using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

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

    private static readonly string[] Members = ["outcome", "choice", "fields"];
    private static readonly string[] Outcomes = [.. Enum.GetValues<CallOutcome>().Select(OptionReader.WordOf)];

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

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        var slots = new JsonElement[Members.Length];
        if (!judgement.Sort(answer, Members, slots)) return;
        if (OutcomeOf(slots[0]) is not { } outcome)
        {
            judgement.Refuse("outcome", $"is required: one of {string.Join(", ", Outcomes)}.");
            return;
        }

        JudgeChoice(slots[1], outcome, judgement);
        JudgeFields(slots[2], outcome, judgement);
    }

    internal override JsonObject ToSchema() => new()
    {
        ["anyOf"] = new JsonArray([.. Enum.GetValues<CallOutcome>().Select(JsonNode (outcome) => SchemaOf(outcome))]),
    };

    internal override JsonNode? Sample(Sample sample)
    {
        // Most calls go through; who wants another answer gets one of the others in time.
        var outcome = sample.Pick(5) switch { 3 => CallOutcome.NoPickup, 4 => CallOutcome.HungUp, _ => CallOutcome.Success };
        var answer = new JsonObject { ["outcome"] = OptionReader.WordOf(outcome) };
        if (outcome == CallOutcome.NoPickup) return answer;
        if (Choices.Count > 0) answer["choice"] = sample.Pick(Choices);
        if (Fields.Count > 0) answer["fields"] = sample.Pieces(Fields);
        return answer;
    }

    private void JudgeChoice(JsonElement choice, CallOutcome outcome, Judgement judgement)
    {
        if (choice.ValueKind == JsonValueKind.Undefined)
        {
            if (outcome == CallOutcome.Success && Choices.Count > 0) judgement.Refuse("choice", $"is required after a call that went through: one of {Choices.InWords()}.");
        }
        else if (outcome == CallOutcome.NoPickup || Choices.Count == 0)
        {
            judgement.Refuse("choice", Choices.Count == 0 ? "must be left out: the form has no choices." : "must be left out: nobody picked up.");
        }
        else
        {
            using (judgement.Enter("choice")) judgement.JudgeChoice(choice, Choices);
        }
    }

    private void JudgeFields(JsonElement fields, CallOutcome outcome, Judgement judgement)
    {
        var isComplete = outcome == CallOutcome.Success && Required;
        if (fields.ValueKind == JsonValueKind.Undefined)
        {
            if (isComplete && Fields.Count > 0) judgement.Refuse("fields", "is required after a call that went through: an object of strings.");
        }
        else if (outcome == CallOutcome.NoPickup)
        {
            judgement.Refuse("fields", "must be left out: nobody picked up.");
        }
        else
        {
            using (judgement.Enter("fields")) judgement.JudgePieces(fields, Fields, isComplete);
        }
    }

    private JsonObject SchemaOf(CallOutcome outcome)
    {
        var members = new List<KeyValuePair<string, JsonObject>> { new("outcome", Schemas.OneOf([OptionReader.WordOf(outcome)])) };
        var required = new List<string> { "outcome" };
        if (outcome != CallOutcome.NoPickup)
        {
            var isSuccess = outcome == CallOutcome.Success;
            if (Choices.Count > 0) members.Add(new("choice", Schemas.OneOf(Choices)));
            if (Choices.Count > 0 && isSuccess) required.Add("choice");
            members.Add(new("fields", Schemas.Pieces(Fields, isSuccess && Required)));
            if (Fields.Count > 0 && isSuccess && Required) required.Add("fields");
        }

        return Schemas.Object(members, required);
    }
}
