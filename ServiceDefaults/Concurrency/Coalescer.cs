using System.Diagnostics;
using System.Threading.Channels;

namespace Hitl.ServiceDefaults.Concurrency;

/// <summary>
/// Lets many callers share one round trip: whatever waits when the writer is free is run as one batch, and each caller gets its
/// own result. There is no artificial wait: a single item goes at once. When a batch fails, its items are run one by one, so that
/// the error of one never fails another.
/// </summary>
/// <typeparam name="TItem">What a caller hands in.</typeparam>
/// <typeparam name="TResult">What it gets back.</typeparam>
public sealed class Coalescer<TItem, TResult> : IAsyncDisposable
{
    private static readonly ActivitySource Source = new("hitl.coalescer");

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> _run;
    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly int _batchMax;
    private readonly Task _writer;

    /// <param name="name">For traces.</param>
    /// <param name="batchMax">Items in one batch at the most.</param>
    /// <param name="run">Runs a batch; gives one result for each item, in order.</param>
    public Coalescer(string name, int batchMax, Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<TResult>>> run)
    {
        (_name, _batchMax, _run) = (name, batchMax, run);
        // The writer outlives whoever makes it: it must not inherit that request's trace.
        using (ExecutionContext.SuppressFlow()) _writer = Task.Run(WriteAsync);
    }

    /// <summary>
    /// Hands <paramref name="item"/> in and waits for its result. Cancelling only ends the wait: the item may still be run.
    /// </summary>
    public Task<TResult> RunAsync(TItem item, CancellationToken ct)
    {
        var waiting = new Waiting(item, Activity.Current?.Context ?? default);
        return _waiting.Writer.TryWrite(waiting)
            ? waiting.Result.Task.WaitAsync(ct)
            : Task.FromException<TResult>(new ObjectDisposedException(_name));
    }

    /// <summary>Finishes what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_waiting.Writer.TryComplete()) return;
        await _writer;
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>(_batchMax);
        while (await _waiting.Reader.WaitToReadAsync(_stop.Token))
        {
            while (batch.Count < _batchMax && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            await RunBatchAsync(batch);
            batch.Clear();
        }
    }

    private async Task RunBatchAsync(List<Waiting> batch)
    {
        using var activity = Start(batch);
        try
        {
            var results = await _run(batch.ConvertAll(waiting => waiting.Item), _stop.Token);
            for (var i = 0; i < batch.Count; i++) batch[i].Result.TrySetResult(results[i]);
        }
        catch (Exception) when (batch.Count > 1)
        {
            foreach (var waiting in batch) await RunBatchAsync([waiting]);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller that waits for it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            batch[0].Result.TrySetException(failure);
        }
    }

    /// <summary>The batch stands in the trace of its first item, and is linked to those of the others.</summary>
    private Activity? Start(List<Waiting> batch) => Source.StartActivity(
        _name, ActivityKind.Internal, batch[0].Trace, links: batch.Skip(1).Select(waiting => new ActivityLink(waiting.Trace)));

    private sealed record Waiting(TItem Item, ActivityContext Trace)
    {
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
