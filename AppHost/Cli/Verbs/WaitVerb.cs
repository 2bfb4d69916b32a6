using System.CommandLine;
using System.Diagnostics;
using Hitl.LocalEngine.Console;
using Hitl.LocalEngine.Hosting;

namespace Hitl.Cli.Verbs;

/// <summary>Waits until a system that was started in the background is ready, and says where it is.</summary>
internal static class WaitVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    public static Command Create()
    {
        var (data, pid) = (CommonOptions.Data(), new Option<int>("--pid") { Description = "The process of its engine", Required = true });
        var command = new Command("wait", "Wait until a system started in the background is ready") { data, pid };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(data).FullName, parsed.GetValue(pid), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, int processId, CancellationToken ct)
    {
        while (true)
        {
            var state = SystemState.Read(data);
            // A state file of an earlier run says nothing of this one.
            var isCurrent = state?.ProcessId == processId;
            if (isCurrent && state!.Phase == SystemPhase.Ready)
            {
                await Console.Out.WriteAsync(StatusTable.Draw(state, colours: !Console.IsOutputRedirected));
                await Console.Out.WriteLineAsync(Announcement.Of(state, data));
                return 0;
            }
            if (isCurrent && state!.Phase == SystemPhase.Failed) throw new VerbFailedException(state.Failure ?? "It failed.");
            if (!IsRunning(processId)) throw new VerbFailedException($"It ended before it was ready. Its last words are in {Path.Combine(data, "logs", "apphost.log")}:\n{LastWords(data)}");
            await Task.Delay(Pause, ct);
        }
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string LastWords(string data)
    {
        const int lines = 20;
        var log = Path.Combine(data, "logs", "apphost.log");
        return File.Exists(log) ? string.Join('\n', File.ReadLines(log).TakeLast(lines)) : "(nothing)";
    }
}
