using Hitl.Files.Domain;

namespace Hitl.Files.Tests.Domain;

public sealed class BuildingWaveforms
{
    [Test]
    public void A_peak_stays_where_it_is_and_as_high_as_it_is_however_long_the_sound_is()
    {
        foreach (var samples in new[] { 1000, 20_000, 20_001, 1_000_003 })
        {
            var sound = new short[samples];
            sound[samples / 4] = short.MinValue;
            var builder = new WaveformBuilder(1000);
            foreach (var part in sound.Chunk(777)) builder.Add(part);
            var waveform = builder.Build()!;
            var peaks = waveform.In(100);
            Assert.Multiple(() =>
            {
                Assert.That(waveform.Duration, Is.EqualTo(samples / 1000.0));
                Assert.That(peaks, Has.Count.EqualTo(100));
                Assert.That(peaks.Max(), Is.EqualTo(1f));
                Assert.That(Enumerable.Range(0, 100).Where(i => peaks[i] > 0), Is.Not.Empty.And.All.InRange(24, 26));
            });
        }
    }

    [Test]
    public void Nothing_has_no_waveform_and_a_short_sound_has_no_more_points_than_samples()
    {
        Assert.That(new WaveformBuilder(1000).Build(), Is.Null);
        var builder = new WaveformBuilder(1000);
        builder.Add([1, 2, 3]);
        Assert.That(builder.Build()!.In(100), Has.Count.EqualTo(3));
    }
}
