using System.CommandLine;
using System.Diagnostics;
using Hitl.LocalEngine.Hosting;

namespace Hitl.Cli.Verbs;

/// <summary>Stops a system, and returns when nothing of it runs any more.</summary>
internal static class DownVerb
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("down", "Stop the system; its data stays") { data };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data).FullName, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, CancellationToken ct)
    {
        if (!DataLock.IsHeld(data) || SystemState.Read(data) is not { } state)
        {
            await Console.Out.WriteLineAsync($"No system runs on {data}.");
            return 0;
        }
        var began = Stopwatch.GetTimestamp();
        using var engine = Process.GetProcessById(state.ProcessId);
        using (var kill = Process.Start("kill", ["-TERM", $"{state.ProcessId}"])) await kill.WaitForExitAsync(ct);
        while (DataLock.IsHeld(data))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                // Its children die with it: the kernel sees to that.
                await Console.Error.WriteLineAsync($"It did not stop within {Patience.TotalSeconds:0} s, and is killed.");
                engine.Kill();
                return 1;
            }
            await Task.Delay(Pause, ct);
        }
        await Console.Out.WriteLineAsync($"Stopped. Its data is in {data}.");
        return 0;
    }
}
