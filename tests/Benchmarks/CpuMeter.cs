using System.Diagnostics;
using Hitl.TestKit.Driving;

namespace Hitl.Benchmarks;

/// <summary>The CPU time that processes have used so far.</summary>
internal sealed class CpuMeter(params IReadOnlyList<int> processes)
{
    /// <summary>Of parts of the system, such as <c>gateway</c>.</summary>
    public static CpuMeter Of(HitlSystem system, params string[] parts) =>
        new([.. system.State().Parts.Where(part => parts.Contains(part.Name) && part.ProcessId is not null).Select(part => part.ProcessId!.Value)]);

    public TimeSpan Read()
    {
        var sum = TimeSpan.Zero;
        foreach (var id in processes)
        {
            using var process = Process.GetProcessById(id);
            sum += process.TotalProcessorTime;
        }

        return sum;
    }
}
