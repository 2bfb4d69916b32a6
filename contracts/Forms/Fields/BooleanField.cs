using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>boolean</c>: yes or no.</summary>
public sealed record BooleanField : Field
{
    internal const string Word = "boolean";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new BooleanField { Name = options.Name };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
    }

    internal override bool? CanBe(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (answer.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) judgement.Refuse("must be true or false.");
    }

    internal override JsonObject ToSchema() => Schemas.Of("boolean");

    internal override JsonNode? Sample(Sample sample) => sample.Pick(2) == 1;
}
