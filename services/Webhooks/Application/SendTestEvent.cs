using System.Text.Json;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Outbound;
using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Sends an event without a job to a URL that a client tries out: once, and signed like any other.</summary>
internal sealed class SendTestEvent(IDeliveryStore deliveries, OutboundPolicy policy, TimeProvider time)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <returns>The delivery's id.</returns>
    public async Task<Result<Guid>> RunAsync(Guid accountId, string url, CancellationToken ct)
    {
        if (policy.CheckUrl(url) is { Allowed: false } refused)
            return DeliveryErrors.UrlRefused(refused.Refusal, new OutboundFailure(refused.Refusal).Message);

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var delivery = new NewDelivery
        {
            Id = id,
            AccountId = accountId,
            Event = EventNames.Test,
            Rule = DeliveryRule.Once,
            Target = new DeliveryTarget(url, NoHeaders),
            Body = JsonSerializer.SerializeToUtf8Bytes(new TestEvent(EventNames.Test, id, now), JsonConventions.Options),
            CreatedAt = now,
        };
        await deliveries.AddAsync([delivery], ct);
        return id;
    }

    private sealed record TestEvent(string Event, Guid DeliveryId, DateTimeOffset CreateDate);
}
