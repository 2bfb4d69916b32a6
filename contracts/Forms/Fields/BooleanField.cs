using System.Text.Json;
using Hitl.Forms.Reading;

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
}
