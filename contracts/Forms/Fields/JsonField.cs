using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>json</c>: any JSON.</summary>
public sealed record JsonField : Field
{
    internal const string Word = "json";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => new JsonField { Name = options.Name };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
    }

    internal override void Judge(JsonElement answer, Judgement judgement)
    {
        if (JsonMarshal.GetRawUtf8Value(answer).Length > FormLimits.JsonBytesMax) judgement.Refuse($"must have at most {FormLimits.JsonBytesMax} bytes.");
    }

    internal override JsonObject ToSchema() => [];

    internal override JsonNode? Sample(Sample sample) => new JsonObject { ["note"] = Prose.Words(sample.Dice, 3), ["score"] = sample.Pick(100) };
}
