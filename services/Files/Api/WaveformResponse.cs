using Hitl.Files.Domain;

namespace Hitl.Files.Api;

/// <summary>A waveform as clients see it.</summary>
/// <param name="Duration">Seconds.</param>
/// <param name="Points">How many there are: as many as were asked for, or as the sound has samples.</param>
/// <param name="Peaks">The largest deflection of each stretch of equal length, 0 to 1.</param>
internal sealed record WaveformResponse(double Duration, int Points, IReadOnlyList<double> Peaks)
{
    public const int PointsMin = 100;
    public const int PointsMax = 10_000;
    public const int PointsDefault = 1000;

    public static WaveformResponse Of(Waveform waveform, int points)
    {
        var peaks = waveform.In(points);
        return new WaveformResponse(Math.Round(waveform.Duration, 3), peaks.Count, [.. peaks.Select(peak => Math.Round(peak, 4))]);
    }
}
