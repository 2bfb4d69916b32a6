using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>
/// What follows when a batch is finalized: the queue is told of its jobs, some at a time however many they are; and once all of them have
/// ended, the batch has.
/// </summary>
internal sealed class ReleaseBatches(IBatchStore batches, IEventPublisher publisher, TimeProvider time)
{
    /// <summary>Returns how much was done; at most <paramref name="max"/>.</summary>
    public async Task<int> HandleAsync(int max, CancellationToken ct)
    {
        var now = time.GetInstant();
        var released = await batches.ReleaseAsync(max, now, ct);
        if (released == max) return max;

        var completed = await batches.CompleteAsync(max - released, now, ct);
        foreach (var batch in completed) publisher.Publish(batch);
        return released + completed.Count;
    }
}
