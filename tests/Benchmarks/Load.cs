using System.Diagnostics;

namespace Hitl.Benchmarks;

/// <summary>What a load showed.</summary>
/// <param name="PerSecond">Operations a second.</param>
/// <param name="P50">The median time of one, in milliseconds.</param>
/// <param name="P99">The time that one in a hundred exceeds, in milliseconds.</param>
/// <param name="CpuMicroseconds">CPU of the measured processes for each operation; null where they are not ours to see.</param>
internal sealed record Figures(double PerSecond, double P50, double P99, double? CpuMicroseconds)
{
    public static Figures Of(List<double> milliseconds, TimeSpan elapsed, TimeSpan? cpu, int operationsEach = 1)
    {
        milliseconds.Sort();
        var operations = milliseconds.Count * (double)operationsEach;
        return new Figures(
            operations / elapsed.TotalSeconds,
            milliseconds[milliseconds.Count / 2],
            milliseconds[(int)(milliseconds.Count * 0.99)],
            cpu?.TotalMicroseconds / operations);
    }
}

/// <summary>A closed loop: each client sends its next request when it has the answer of its last.</summary>
internal static class Load
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>Runs <paramref name="operation"/> by many clients for a while; every failure stops the benchmark.</summary>
    public static async Task<Figures> RunAsync(int clients, TimeSpan duration, Func<int, Task> operation, CpuMeter? cpu = null, int operationsEach = 1)
    {
        await LoopAsync(clients, WarmUp, operation);
        var before = cpu?.Read();
        var clock = Stopwatch.StartNew();
        var times = await LoopAsync(clients, duration, operation);
        return Figures.Of(times, clock.Elapsed, cpu?.Read() - before, operationsEach);
    }

    private static async Task<List<double>> LoopAsync(int clients, TimeSpan duration, Func<int, Task> operation)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var each = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var times = new List<double>();
            while (Stopwatch.GetTimestamp() is var start && start < end)
            {
                await operation(client);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        })));
        return [.. each.SelectMany(times => times)];
    }
}
