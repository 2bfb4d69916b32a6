using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary><c>spans</c>: stretches of a text, counted in Unicode code points.</summary>
public sealed record SpansField : MarkingField
{
    internal const string Word = "spans";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>Whether two spans may share characters.</summary>
    public bool Overlap { get; init; }

    internal static Field Read(OptionReader options) =>
        Fill(options, new SpansField { Name = options.Name, Overlap = options.Flag("overlap") ?? false });

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        base.WriteOptions(json);
        json.WriteIfSet("overlap", Overlap);
    }
}
