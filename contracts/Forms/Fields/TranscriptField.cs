using System.Text.Json;
using Hitl.Forms.Reading;

namespace Hitl.Forms.Fields;

/// <summary><c>transcript</c>: what is said in an audio or video file.</summary>
public sealed record TranscriptField : Field
{
    internal const string Word = "transcript";

    /// <inheritdoc />
    public override string Type => Word;

    /// <summary>What is listened to; null: the job's first audio or video.</summary>
    public Source? Source { get; init; }

    /// <summary>Whether what is no word (um, hm) is written down too.</summary>
    public bool Verbatim { get; init; }

    internal static Field Read(OptionReader options) =>
        new TranscriptField { Name = options.Name, Source = options.Source(), Verbatim = options.Flag("verbatim") ?? false };

    internal override void WriteOptions(Utf8JsonWriter json)
    {
        json.WriteOptional("source", Source);
        json.WriteIfSet("verbatim", Verbatim);
    }
}
