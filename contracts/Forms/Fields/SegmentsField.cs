using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary><c>segments</c>: stretches of audio or video, in seconds; they may overlap, as speakers do.</summary>
public sealed record SegmentsField : MarkingField
{
    internal const string Word = "segments";

    /// <inheritdoc />
    public override string Type => Word;

    internal static Field Read(OptionReader options) => Fill(options, new SegmentsField { Name = options.Name });
}
