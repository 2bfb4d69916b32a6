using System.Globalization;
using System.Text;

namespace Hitl.Cli.Demo.Work;

/// <summary>Shows how the work goes: one view that is drawn anew in a terminal, a line now and then elsewhere.</summary>
internal sealed class ProgressView(TextWriter @out, WorkTally tally, WorkSize size, bool isTerminal)
{
    private const int BarWidth = 40;
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(3);

    private int _linesDrawn;
    private TimeSpan? _lastLineAt;

    public async Task ShowAsync(JobCounts counts)
    {
        if (isTerminal)
        {
            await @out.WriteAsync(Drawn(counts));
        }
        else if (_lastLineAt is null || tally.Elapsed - _lastLineAt >= LineEvery)
        {
            _lastLineAt = tally.Elapsed;
            await @out.WriteLineAsync(Headline(counts));
        }

        await @out.FlushAsync();
    }

    private string Drawn(JobCounts counts)
    {
        var lines = new List<string> { Headline(counts), Bar(counts), "", "person     answers  a minute  differing  skipped  given back" };
        lines.AddRange(tally.People.Select(person => string.Create(
            CultureInfo.InvariantCulture,
            $"{person.Name,-10} {person.Answers,7} {PerMinute(person.Answers),9:0} {person.Differing,10} {person.Skips,8} {person.Releases,11}")));

        // Up to where the view began, then each line over its older self.
        var text = new StringBuilder(_linesDrawn == 0 ? "" : $"\u001b[{_linesDrawn}A");
        foreach (var line in lines) text.Append("\u001b[2K").Append(line).Append('\n');
        _linesDrawn = lines.Count;
        return text.ToString();
    }

    private string Headline(JobCounts counts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tally.Elapsed:mm\\:ss}  new {counts.Of("new")}, progress {counts.Of("progress")}, done {counts.Of("done")} of {size.Jobs};  "
        + $"{tally.Answers} answers, {PerMinute(tally.Answers):0} a minute;  agreement {(counts.Agreement is { } share ? share.ToString("0 %", CultureInfo.InvariantCulture) : "-")};  "
        + $"{Eta(counts)}");

    private static string Bar(JobCounts counts)
    {
        var done = counts.Total == 0 ? 0 : counts.Of("done") * BarWidth / counts.Total;
        var begun = counts.Total == 0 ? 0 : Math.Min(BarWidth - done, (counts.Of("progress") * BarWidth + counts.Total - 1) / counts.Total);
        return $"[{new string('#', done)}{new string('-', begun)}{new string(' ', BarWidth - done - begun)}]";
    }

    private string Eta(JobCounts counts)
    {
        var done = counts.Of("done");
        if (done >= size.Jobs) return "all done";
        return done == 0 ? "no estimate yet" : $"about {tally.Elapsed * (size.Jobs - done) / done:mm\\:ss} to go";
    }

    private double PerMinute(int count) => count / Math.Max(tally.Elapsed.TotalMinutes, 1.0 / 60);
}
