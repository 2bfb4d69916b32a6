using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Console;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Runs a model from the first process to the last, and tells a person and other programs how it goes.</summary>
internal sealed class Orchestrator(IReadOnlyList<Resource> resources, EngineOptions options)
{
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Runs until a signal or a part that cannot start ends it; the exit code.</summary>
    public async Task<int> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel);
        try
        {
            using var held = await DataLock.TakeAsync(options.DataDirectory, stop.Token);
            await RunLockedAsync(stop.Token);
            return 0;
        }
        catch (StartFailedException failed)
        {
            await System.Console.Error.WriteLineAsync($"\n{failed.Message}");
            return 1;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private async Task RunLockedAsync(CancellationToken stop)
    {
        var board = new StatusBoard();
        await using var system = new RunningSystem(resources, options, board, _time);
        await using var state = new StateFile(options, board, system, _time);
        await using var console = new ConsoleReporter(board, System.Console.Out, _time);
        try
        {
            system.Start();
            await system.Ready.WaitAsync(stop);
            await state.SetAsync(SystemPhase.Ready);
            if (!options.Detached) await console.AnnounceAsync(Announcement.Of(state.Current, options.DataDirectory));
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await state.SetAsync(SystemPhase.Stopping);
            await system.StopAsync();
            await state.SetAsync(SystemPhase.Stopped);
        }
        catch (StartFailedException failed)
        {
            await system.StopAsync();
            await state.SetAsync(SystemPhase.Failed, failed.Message);
            throw;
        }
    }
}
