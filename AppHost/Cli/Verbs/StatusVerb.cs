using System.CommandLine;
using Hitl.LocalEngine.Console;
using Hitl.LocalEngine.Hosting;

namespace Hitl.Cli.Verbs;

/// <summary>Shows every part of a system.</summary>
internal static class StatusVerb
{
    private const int NotHealthy = 1;
    private const int NotRunning = 3;

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var command = new Command("status", "Show every part: state, health, process, address. Exit code 0: all healthy, 1: not all, 3: nothing runs") { data };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data).FullName));
        return command;
    }

    private static int Run(string data)
    {
        if (!DataLock.IsHeld(data) || SystemState.Read(data) is not { } state)
        {
            var failure = SystemState.Read(data) is { Phase: SystemPhase.Failed } last ? $" The last one failed:\n{last.Failure}" : "";
            throw new VerbFailedException($"No system runs on {data}.{failure}", NotRunning);
        }
        Console.Write(StatusTable.Draw(state, colours: !Console.IsOutputRedirected));
        if (state.Dashboard is not null) Console.WriteLine($"\nDashboard: {state.Dashboard}");
        if (state.Phase != SystemPhase.Ready) Console.WriteLine($"\nThe system is {state.Phase.ToString().ToLowerInvariant()}.");
        return state.Phase == SystemPhase.Ready && state.Parts.All(part => part.Healthy) ? 0 : NotHealthy;
    }
}
