using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Webhooks.Application;

/// <summary>What a dialect has to say goes to the URL that it names, or to the account's subscriptions.</summary>
internal sealed class DeliverOrders(IDeliveryStore deliveries, ISubscriptionStore subscriptions, TimeProvider time) : IEventHandler<DeliveryOrdered>
{
    public async Task HandleAsync(IReadOnlyList<DeliveryOrdered> events, CancellationToken ct)
    {
        var wanted = events.Where(order => order.Url is not null).Select(order => ToUrl(order, time.GetUtcNow())).ToList();
        var notices = events.Where(order => order.Url is null)
            .Select(order => new Notice(order.OrderId, order.AccountId, order.JobId, order.Event, order.IsTest, RawJson.FromElement(order.Body).Utf8))
            .ToList();
        wanted.AddRange(await subscriptions.DeliveriesOfAsync(notices, time, ct));
        if (wanted.Count > 0) await deliveries.AddAsync(wanted, ct);
    }

    private static NewDelivery ToUrl(DeliveryOrdered order, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = order.AccountId,
        Event = order.Event,
        JobId = order.JobId,
        OrderId = order.OrderId,
        Rule = order.Rule switch
        {
            Contracts.Webhooks.DeliveryRule.Standard => Domain.DeliveryRule.Standard,
            Contracts.Webhooks.DeliveryRule.Scale => Domain.DeliveryRule.Scale,
            Contracts.Webhooks.DeliveryRule.Brief => Domain.DeliveryRule.Brief,
        },
        IsTest = order.IsTest,
        Target = new DeliveryTarget(order.Url!, order.Headers),
        Body = RawJson.FromElement(order.Body).Utf8,
        CreatedAt = now,
    };
}
