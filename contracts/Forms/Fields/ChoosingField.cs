using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>Something of a list.</summary>
public abstract record ChoosingField : Field
{
    private protected ChoosingField()
    {
    }

    /// <summary>The list.</summary>
    public ChoiceList Choices { get; init; } = ChoiceList.None;

    /// <summary>The client's own ids of choices: id to value; empty when there are none. Answers carry values.</summary>
    public IReadOnlyDictionary<string, string> Ids { get; init; } = new OrderedDictionary<string, string>(StringComparer.Ordinal);

    private protected static T Fill<T>(OptionReader options, T field)
        where T : ChoosingField
    {
        var choices = options.Choices("choices", 1);
        return field with { Choices = choices, Ids = ReadIds(options, choices) };
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        ChoiceReader.Write(json, "choices", Choices);
        json.WritePieces("ids", Ids);
    }

    internal override bool? CanBe(JsonElement value) => JsonValues.TextOf(value) is { } text && Choices.Has(text);

    private static OrderedDictionary<string, string> ReadIds(OptionReader options, ChoiceList choices)
    {
        var ids = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (!options.Has("ids", out var given)) return ids;
        if (given.ValueKind != JsonValueKind.Object || given.GetPropertyCount() > FormLimits.ChoicesMax)
        {
            options.Refuse("ids", $"must be an object of at most {FormLimits.ChoicesMax} ids, each with the value of a choice.");
            return ids;
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in given.EnumerateObject())
        {
            var at = JsonPath.Member("ids", entry.Name);
            if (!Names.IsKey(entry.Name)) options.RefuseAt(at, Names.KeyRule);
            else if (JsonValues.TextOf(entry.Value) is not { } value || !choices.Has(value)) options.RefuseAt(at, "must be the value of one of choices.");
            else if (!named.Add(value)) options.RefuseAt(at, "is a choice that has an id already.");
            else if (!ids.TryAdd(entry.Name, value)) options.RefuseAt(at, "stands twice.");
        }

        return ids;
    }
}

/// <summary><c>choice</c>: one of a list.</summary>
public sealed record ChoiceField : ChoosingField
{
    internal const string Word = "choice";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new ChoiceField { Name = options.Name });

    internal override void Judge(JsonElement answer, Judgement judgement) => judgement.JudgeChoice(answer, Choices);

    internal override JsonObject ToSchema() => Schemas.OneOf(Choices);

    internal override JsonNode? Sample(Sample sample) => sample.Pick(Choices);
}

/// <summary><c>choices</c>: some of a list.</summary>
public sealed record ChoicesField : ChoosingField
{
    internal const string Word = "choices";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>How many at least; null: 1 when it is required, else 0.</summary>
    public int? MinChosen { get; init; }

    /// <summary>How many at most; null: all.</summary>
    public int? MaxChosen { get; init; }

    internal static Field Read(OptionReader options)
    {
        var field = Fill(options, new ChoicesField { Name = options.Name });
        var most = Math.Max(1, field.Choices.Count);
        var min = options.Integer("min_chosen", 0, most);
        var max = options.Integer("max_chosen", 1, most);
        options.RequireOrder("min_chosen", min, "max_chosen", max);
        return field with { MinChosen = min, MaxChosen = max };
    }

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        base.WriteOptions(json);
        json.WriteOptional("min_chosen", MinChosen);
        json.WriteOptional("max_chosen", MaxChosen);
    }

    internal override bool Is(JsonElement answer, JsonElement value) =>
        answer.ValueKind == JsonValueKind.Array && answer.EnumerateArray().Any(chosen => JsonValues.AreEqual(chosen, value));

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (answer.ValueKind != JsonValueKind.Array)
        {
            judgement.Refuse("must be a list of values.");
            return;
        }

        var count = answer.GetArrayLength();
        if (count < Least || count > Most)
        {
            judgement.Refuse($"must have {(Least == Most ? $"exactly {Least}" : $"{Least} to {Most}")} of the choices; it has {count}.");
            if (count > Choices.Count) return;
        }

        judgement.JudgeDistinct(answer, Choices);
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.List(Schemas.OneOf(Choices), Least, Most);
        schema["uniqueItems"] = true;
        return schema;
    }

    internal override JsonNode? Sample(Sample sample)
    {
        const int MostPeopleChoose = 3;
        var first = sample.Pick(Choices.Count);
        var count = sample.Dice.Between(Math.Max(Least, Math.Min(1, Most)), Math.Max(Least, Math.Min(Most, MostPeopleChoose)));
        var places = Enumerable.Range(0, count).Select(step => (first + step) % Choices.Count).Order();
        return new JsonArray([.. places.Select(place => JsonValue.Create(Choices[place].Value))]);
    }

    private int Least => MinChosen ?? (Required ? 1 : 0);

    private int Most => MaxChosen ?? Choices.Count;
}

/// <summary><c>ranking</c>: a list put into an order.</summary>
public sealed record RankingField : Field
{
    internal const string Word = "ranking";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What is put into order.</summary>
    public ChoiceList Choices { get; init; } = ChoiceList.None;

    internal static Field Read(OptionReader options) => new RankingField { Name = options.Name, Choices = options.Choices("choices", 2) };

    internal override void WriteOptions(Utf8JsonWriter json) => ChoiceReader.Write(json, "choices", Choices);

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (answer.ValueKind != JsonValueKind.Array || answer.GetArrayLength() != Choices.Count)
            judgement.Refuse($"must be a list of all {Choices.Count} choices, in order.");
        else
            judgement.JudgeDistinct(answer, Choices);
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.List(Schemas.OneOf(Choices), Choices.Count, Choices.Count);
        schema["uniqueItems"] = true;
        return schema;
    }

    internal override JsonNode? Sample(Sample sample)
    {
        var values = Choices.Select(choice => choice.Value).ToList();
        var order = new JsonArray();
        for (var next = sample.Pick(values.Count); values.Count > 0; next = sample.Dice.Next(Math.Max(1, values.Count)))
        {
            order.Add((JsonNode)values[next]);
            values.RemoveAt(next);
        }

        return order;
    }
}
