using System.Text.Json;
using Hitl.Forms.Reading;

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
}
