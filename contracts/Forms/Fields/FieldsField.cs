using System.Text.Json;
using Hitl.Forms.Reading;

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
}
