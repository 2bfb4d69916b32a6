using System.Globalization;
using System.Text;

namespace Hitl.Benchmarks;

/// <summary>Prints each measurement beside its floor, as ratios of one run: absolute figures only mean something on one machine.</summary>
internal sealed class Report
{
    private static readonly CompositeFormat Row = CompositeFormat.Parse("{0,-46} {1,10} {2,9} {3,9} {4,9}  {5,-24} {6}");

    public void Begin()
    {
        Write("", "per second", "p50 ms", "p99 ms", "CPU µs", "of its floor", "goal");
        System.Console.WriteLine(new string('-', 128));
    }

    public void Floor(string name, Figures figures) => Line(name, figures, "(floor)", "");

    /// <param name="name">What was measured.</param>
    /// <param name="figures">What it showed.</param>
    /// <param name="floor">What it is compared with.</param>
    /// <param name="floorName">Its name.</param>
    /// <param name="goal">The least ratio that we want.</param>
    public void Measured(string name, Figures figures, Figures floor, string floorName, double? goal = null)
    {
        var ratio = figures.PerSecond / floor.PerSecond;
        Line(name, figures, $"{Number(ratio, "0.00")} of {floorName}", goal is { } least ? $">= {Number(least, "0.00")} {(ratio >= least ? "met" : "MISSED")}" : "");
    }

    /// <summary>For what is a delay, not a rate.</summary>
    public void Delayed(string name, Figures figures, Figures floor, double goalMilliseconds)
    {
        var more = figures.P50 - floor.P50;
        Line(name, figures, $"p50 {Number(more, "0.0")} ms more", $"<= {Number(goalMilliseconds, "0")} ms {(more <= goalMilliseconds ? "met" : "MISSED")}");
    }

    /// <summary>For what must take no longer however much there is.</summary>
    public void Slowed(string name, Figures figures, Figures floor, double goal)
    {
        var ratio = figures.P50 / floor.P50;
        Line(name, figures, $"p50 {Number(ratio, "0.00")} times", $"<= {Number(goal, "0.00")} {(ratio <= goal ? "met" : "MISSED")}");
    }

    private static void Line(string name, Figures figures, string ratio, string goal) => Write(
        name, Number(figures.PerSecond, "0"), Number(figures.P50, "0.00"), Number(figures.P99, "0.00"),
        figures.CpuMicroseconds is { } cpu ? Number(cpu, "0") : "", ratio, goal);

    private static void Write(params object[] columns) => System.Console.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, columns));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
