namespace Hitl.LocalEngine.Hosting;

/// <summary>One thing that can be started, watched and stopped: a server, a database, a process of a project.</summary>
internal abstract class Unit(StatusEntry status, LogBook log)
{
    public StatusEntry Status { get; } = status;

    public LogBook Log { get; } = log;

    /// <summary>Completes with the exit code when what was started ended by itself; never, for what has no process.</summary>
    public virtual Task<int> Exited => Never;

    private static Task<int> Never { get; } = new TaskCompletionSource<int>().Task;

    /// <summary>Returns when it runs and is healthy; throws <see cref="Processes.StartFailedException"/> when it cannot.</summary>
    public abstract Task StartAsync(CancellationToken ct);

    /// <summary>Its health now; nothing when running is all that can be said.</summary>
    public virtual Task<IReadOnlyList<HealthReport>> CheckAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<HealthReport>>([]);

    /// <summary>Stops what runs; nothing happens when nothing does.</summary>
    public virtual Task StopAsync() => Task.CompletedTask;
}
