using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary>A point on a scale from 1 to its size.</summary>
public abstract record ScaleField : Field
{
    private const int SizeDefault = 5;

    private protected ScaleField()
    {
    }

    /// <summary>How many points it has; 2 to 100, 5 where the form does not say.</summary>
    public int Size { get; init; } = SizeDefault;

    /// <summary>What 1 means.</summary>
    public string? MinLabel { get; init; }

    /// <summary>What the last point means.</summary>
    public string? MaxLabel { get; init; }

    private protected static T Fill<T>(OptionReader options, T field)
        where T : ScaleField => field with
        {
            Size = options.Integer("size", 2, FormLimits.ScaleMax) ?? SizeDefault,
            MinLabel = options.Text("min_label", FormLimits.LabelLengthMax),
            MaxLabel = options.Text("max_label", FormLimits.LabelLengthMax),
        };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteNumber("size", Size);
        json.WriteOptional("min_label", MinLabel);
        json.WriteOptional("max_label", MaxLabel);
    }

    internal override bool? CanBe(JsonElement value) => IsPoint(value);

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (!IsPoint(answer)) judgement.Refuse($"must be an integer from 1 to {Size}.");
    }

    internal override JsonObject ToSchema()
    {
        var schema = Schemas.Place(1);
        schema["maximum"] = Size;
        return schema;
    }

    internal override JsonNode? Sample(Sample sample) => 1 + sample.Pick(Size);

    private bool IsPoint(JsonElement value) => JsonValues.TryGetInteger(value, out var point) && point >= 1 && point <= Size;
}

/// <summary><c>rating</c>: so many stars.</summary>
public sealed record RatingField : ScaleField
{
    internal const string Word = "rating";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new RatingField { Name = options.Name });
}

/// <summary><c>likert</c>: how far somebody agrees.</summary>
public sealed record LikertField : ScaleField
{
    internal const string Word = "likert";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new LikertField { Name = options.Name });
}
