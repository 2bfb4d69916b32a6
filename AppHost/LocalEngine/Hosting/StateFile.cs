namespace Hitl.LocalEngine.Hosting;

/// <summary>Keeps <c>state.json</c> as the system is.</summary>
internal sealed class StateFile : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.5);

    private readonly EngineOptions _options;
    private readonly StatusBoard _board;
    private readonly RunningSystem _system;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;
    private SystemPhase _phase = SystemPhase.Starting;
    private string? _failure;
    private SystemState? _written;

    public StateFile(EngineOptions options, StatusBoard board, RunningSystem system, TimeProvider time)
    {
        (_options, _board, _system) = (options, board, system);
        _following = FollowAsync(time);
    }

    public SystemState Current => new(
        Environment.ProcessId,
        _phase,
        [.. _board.All.Where(status => status.Type != ResourceTypes.Parameter).Select(PartOf)],
        _system.DashboardUrl,
        _options.OutboundAllow,
        _failure);

    public async Task SetAsync(SystemPhase phase, string? failure = null)
    {
        (_phase, _failure) = (phase, failure);
        await WriteAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
        _writing.Dispose();
    }

    private async Task FollowAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do await WriteAsync();
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The last state was written by the one who ended it.
        }
    }

    private async Task WriteAsync()
    {
        await _writing.WaitAsync();
        try
        {
            var now = Current;
            if (_written is { } last && last.Phase == now.Phase && last.Parts.SequenceEqual(now.Parts)) return;
            await now.WriteAsync(_options.DataDirectory, CancellationToken.None);
            _written = now;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static PartState PartOf(ResourceStatus status) =>
        new(status.Name, status.Replica, status.Type, status.State.ToString(), status.IsHealthy, status.Url, status.ProcessId, status.Restarts);
}
