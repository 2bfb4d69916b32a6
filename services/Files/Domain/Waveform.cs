namespace Hitl.Files.Domain;

/// <summary>How loud a sound is over time: the largest deflection of each stretch of equal length, 0 to 1.</summary>
internal sealed record Waveform(double Duration, IReadOnlyList<float> Peaks)
{
    /// <summary>The same sound in fewer stretches, or in as many as there are: what is not known is not made up.</summary>
    public IReadOnlyList<float> In(int points)
    {
        if (points >= Peaks.Count) return Peaks;
        var reduced = new float[points];
        for (var i = 0; i < points; i++)
        {
            var end = (int)(((long)(i + 1) * Peaks.Count + points - 1) / points);
            for (var j = (int)((long)i * Peaks.Count / points); j < end; j++) reduced[i] = Math.Max(reduced[i], Peaks[j]);
        }

        return reduced;
    }
}

/// <summary>
/// Reduces samples as they come, without knowing how many there will be: once all stretches are taken, each two become one of twice
/// the length. So memory stays flat however long the sound is.
/// </summary>
internal sealed class WaveformBuilder(int rate)
{
    /// <summary>At least half as many stretches come out of any sound that is long enough.</summary>
    private const int StretchesMax = 20_000;

    private readonly float[] _peaks = new float[StretchesMax];
    private int _count;
    private int _length = 1;
    private int _inLast;
    private long _samples;

    /// <param name="samples">16 bits each, as they come.</param>
    public void Add(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            if (_inLast == 0) Open();
            ref var peak = ref _peaks[_count - 1];
            peak = Math.Max(peak, Math.Abs((int)sample) / 32768f);
            if (++_inLast == _length) _inLast = 0;
        }

        _samples += samples.Length;
    }

    /// <summary>Null when no sample came.</summary>
    public Waveform? Build() => _samples == 0 ? null : new Waveform((double)_samples / rate, _peaks[.._count]);

    private void Open()
    {
        if (_count == StretchesMax)
        {
            for (var i = 0; i < StretchesMax / 2; i++) _peaks[i] = Math.Max(_peaks[2 * i], _peaks[(2 * i) + 1]);
            Array.Clear(_peaks, StretchesMax / 2, StretchesMax / 2);
            (_count, _length) = (StretchesMax / 2, _length * 2);
        }

        _count++;
    }
}
