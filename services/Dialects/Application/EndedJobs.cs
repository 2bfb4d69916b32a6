using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.Application;

/// <summary>
/// Lets a request wait for the end of a job without asking for it again and again. Kept in this process's memory alone: every instance
/// hears of every end.
/// </summary>
internal sealed class EndedJobs(TimeProvider time)
    : IEventHandler<JobCompleted>, IEventHandler<JobFailed>, IEventHandler<JobCanceled>, IEventHandler<JobExpired>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Waiting> _waiting = [];

    /// <summary>Waits for the end of a job, but no longer than <paramref name="max"/>.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="max">How long at most.</param>
    /// <param name="hasEnded">Looks once more, now that no end can be missed.</param>
    /// <param name="ct">Whoever waits has gone.</param>
    public async Task WaitAsync(Guid jobId, TimeSpan max, Func<Task<bool>> hasEnded, CancellationToken ct)
    {
        var waiting = Join(jobId);
        try
        {
            if (!await hasEnded()) await waiting.End.Task.WaitAsync(max, time, ct);
        }
        catch (TimeoutException)
        {
            // It goes on: whoever asked is told so.
        }
        finally
        {
            Leave(jobId, waiting);
        }
    }

    public Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct) => TellAsync(events);

    public Task HandleAsync(IReadOnlyList<JobFailed> events, CancellationToken ct) => TellAsync(events);

    public Task HandleAsync(IReadOnlyList<JobCanceled> events, CancellationToken ct) => TellAsync(events);

    public Task HandleAsync(IReadOnlyList<JobExpired> events, CancellationToken ct) => TellAsync(events);

    private Task TellAsync(IEnumerable<JobEvent> events)
    {
        lock (_lock)
        {
            foreach (var job in events)
            {
                if (_waiting.TryGetValue(job.JobId, out var waiting)) waiting.End.TrySetResult();
            }
        }

        return Task.CompletedTask;
    }

    private Waiting Join(Guid jobId)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(jobId, out var waiting)) _waiting[jobId] = waiting = new Waiting();
            waiting.Count++;
            return waiting;
        }
    }

    private void Leave(Guid jobId, Waiting waiting)
    {
        lock (_lock)
        {
            if (--waiting.Count == 0) _waiting.Remove(jobId);
        }
    }

    private sealed class Waiting
    {
        public int Count { get; set; }

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
