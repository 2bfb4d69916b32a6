using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Sends one delivery again: the same id and body, a new try now, its schedule from the beginning.</summary>
internal sealed class ResendDelivery(IDeliveryStore deliveries)
{
    /// <param name="id">The delivery.</param>
    /// <param name="accountId">Whose it must be; null for administrators.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null when it is due.</returns>
    public async Task<Error?> RunAsync(Guid id, Guid? accountId, CancellationToken ct) =>
        await deliveries.ResendAsync(id, accountId, ct) switch
        {
            ResendOutcome.Due => null,
            ResendOutcome.BeingSent => DeliveryErrors.BeingSent,
            ResendOutcome.NotFound => DeliveryErrors.NotFound,
        };
}
