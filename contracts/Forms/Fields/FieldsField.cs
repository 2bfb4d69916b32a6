using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Forms.Judging;
using Hitl.Forms.Reading;
using Hitl.Forms.Sampling;

namespace Hitl.Forms.Fields;

/// <summary><c>fields</c>: named pieces to transcribe or find.</summary>
public sealed record FieldsField : Field
{
    internal const string Word = "fields";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>Each piece's key and description, in order.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    internal static Field Read(OptionReader options) => new FieldsField { Name = options.Name, Fields = options.Pieces("fields", isRequired: true) };

    internal override void WriteOptions(Utf8JsonWriter json) => json.WritePieces("fields", Fields);

    internal override void Judge(JsonElement answer, Judgement judgement) => judgement.JudgePieces(answer, Fields, Required);

    internal override JsonObject ToSchema() => Schemas.Pieces(Fields, Required);

    internal override JsonNode? Sample(Sample sample) => sample.Pieces(Fields);
}
