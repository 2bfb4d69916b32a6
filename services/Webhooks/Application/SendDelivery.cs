using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>One try of a claimed delivery.</summary>
internal sealed class SendDelivery(IWebhookPoster poster, IDeliveryQueue queue, TimeProvider time)
{
    /// <param name="delivery">In our hands.</param>
    /// <param name="slot">Given back as soon as the connection is free; writing the try down needs none.</param>
    /// <param name="ct">Abandons the request; the try is then unknown, and made again when the lease ends.</param>
    /// <returns>The try, and whether it counts; see <see cref="IDeliveryQueue.RecordAsync"/>.</returns>
    public async Task<(EndedAttempt Attempt, bool Counts)> RunAsync(ClaimedDelivery delivery, IDisposable slot, CancellationToken ct)
    {
        EndedAttempt attempt;
        using (slot)
        {
            var at = time.GetUtcNow();
            var outcome = await poster.PostAsync(delivery, ct);
            var verdict = RetrySchedule.Decide(delivery.Plan, delivery.Tries + 1, outcome, time.GetUtcNow(), Random.Shared.NextDouble());
            attempt = new EndedAttempt(delivery, at, outcome, verdict);
        }

        // What the receiver has accepted must be written down even while we are stopping.
        return (attempt, await queue.RecordAsync(attempt, CancellationToken.None));
    }
}
