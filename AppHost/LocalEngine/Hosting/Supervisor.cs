using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Keeps one unit running: waits for what it needs, starts it, starts it again when it ends, obeys stop, start and restart.</summary>
internal sealed class Supervisor(Unit unit, IReadOnlyList<Supervisor> dependencies, TimeProvider time) : IDisposable
{
    private const int FirstStartAttempts = 3;
    private static readonly TimeSpan HopelessAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SteadyAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private CancellationTokenSource _interrupt = new();
    private TaskCompletionSource? _resume;
    private int _failures;

    public Unit Unit { get; } = unit;

    public IReadOnlyList<Supervisor> Dependencies { get; } = dependencies;

    /// <summary>Completes when the unit was healthy for the first time; fails when it could not be started.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Runs until told to stop, and leaves nothing running behind.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (!await DependenciesAreReadyAsync(stop)) return;
            while (!stop.IsCancellationRequested && !Ready.IsFaulted)
            {
                await ResumedAsync(stop);
                await RunOnceAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while waiting or pausing: nothing runs.
        }
        finally
        {
            _ready.TrySetCanceled(CancellationToken.None);
            if (Unit.Status.Current.State is not ResourceState.FailedToStart) Set(ResourceState.Exited);
        }
    }

    public void Stop()
    {
        lock (_lock)
        {
            _resume ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _interrupt.Cancel();
        }
    }

    public void Start()
    {
        lock (_lock)
        {
            _resume?.TrySetResult();
            _resume = null;
        }
    }

    public void Restart()
    {
        lock (_lock)
        {
            Start();
            _interrupt.Cancel();
        }
    }

    public void Dispose() => _interrupt.Dispose();

    private async Task<bool> DependenciesAreReadyAsync(CancellationToken stop)
    {
        var waiting = Dependencies.ToList();
        while (waiting.Count > 0)
        {
            Unit.Status.Change(status => status with { State = ResourceState.Waiting, WaitingFor = [.. waiting.Select(d => d.Unit.Status.Current.Name).Distinct(StringComparer.Ordinal)] });
            await Task.WhenAny(waiting.Select(dependency => dependency.Ready)).WaitAsync(stop);
            if (waiting.Exists(dependency => dependency.Ready.IsFaulted || dependency.Ready.IsCanceled)) return false;
            waiting.RemoveAll(dependency => dependency.Ready.IsCompletedSuccessfully);
        }
        return true;
    }

    private async Task ResumedAsync(CancellationToken stop)
    {
        Task? resumed;
        lock (_lock)
        {
            resumed = _resume?.Task;
            if (_interrupt.IsCancellationRequested)
            {
                _interrupt.Dispose();
                _interrupt = new CancellationTokenSource();
            }
        }
        if (resumed is null) return;
        Set(ResourceState.Exited);
        await resumed.WaitAsync(stop);
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        using var run = CancellationTokenSource.CreateLinkedTokenSource(stop, _interrupt.Token);
        var began = time.GetTimestamp();
        try
        {
            Unit.Status.Change(status => status with { State = ResourceState.Starting, WaitingFor = [] });
            await Unit.StartAsync(run.Token);
            Unit.Status.Change(status => status with { State = ResourceState.Running, StartedAt = time.GetUtcNow(), StoppedAt = null, ExitCode = null, Problem = null });
            await CheckAsync(run.Token);
            _ready.TrySetResult();
            await WatchAsync(run.Token);
        }
        catch (StartFailedException failed)
        {
            Unit.Log.Append(failed.Message, isError: true);
            Unit.Status.Change(status => status with { Problem = failed.Message });
            if (!Ready.IsCompleted && (++_failures >= FirstStartAttempts || time.GetElapsedTime(began) > HopelessAfter))
            {
                await StopUnitAsync();
                Set(ResourceState.FailedToStart);
                _ready.TrySetException(failed);
                return;
            }
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // Told to stop or to start anew.
        }
        await StopUnitAsync();
        if (!run.IsCancellationRequested) await PauseAsync(time.GetElapsedTime(began), run.Token, stop);
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        while (await Task.WhenAny(Unit.Exited, Task.Delay(CheckPeriod, time, ct)) != Unit.Exited)
        {
            ct.ThrowIfCancellationRequested();
            await CheckAsync(ct);
        }
        var exitCode = await Unit.Exited;
        Unit.Log.Append($"exited with code {exitCode}; it will be started again", isError: true);
        Unit.Status.Change(status => status with { ExitCode = exitCode, Restarts = status.Restarts + 1 });
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        var health = await Unit.CheckAsync(ct);
        Unit.Status.Change(status => status.Health.SequenceEqual(health) ? status : status with { Health = health });
    }

    private async Task StopUnitAsync()
    {
        if (!Unit.Exited.IsCompleted) Set(ResourceState.Stopping);
        await Unit.StopAsync();
        Unit.Status.Change(status => status with { State = ResourceState.Exited, StoppedAt = time.GetUtcNow(), ProcessId = null, Health = [] });
    }

    // 0.25 s, doubled each time it fails again, as long as it does not stay up.
    private async Task PauseAsync(TimeSpan lived, CancellationToken run, CancellationToken stop)
    {
        _failures = Ready.IsCompletedSuccessfully && lived > SteadyAfter ? 0 : _failures;
        var pause = TimeSpan.FromSeconds(0.25 * Math.Pow(2, Math.Min(_failures, 10)));
        if (Ready.IsCompletedSuccessfully) _failures++;
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, run);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // A person wants it stopped or started now.
        }
    }

    private void Set(ResourceState state) => Unit.Status.Change(status => status.State == state ? status : status with { State = state });
}
