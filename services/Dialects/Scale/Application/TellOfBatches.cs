using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Orders the callback of a batch whose last task has ended.</summary>
internal sealed class TellOfBatches(FindBatch find, IEventPublisher publisher) : IEventHandler<BatchCompleted>
{
    private const string EventName = "batch.completed";

    public async Task HandleAsync(IReadOnlyList<BatchCompleted> events, CancellationToken ct)
    {
        foreach (var ended in events.Where(batch => batch.Dialect == ScaleDialect.Name))
        {
            if (await find.HandleAsync(ended.AccountId, ended.IsTest, ended.Name, ct, withCounts: true) is { } batch && BatchData.CallbackOf(batch.Data) is { Length: > 0 } url)
                publisher.Publish(CallbackOf(ended, batch, url));
        }
    }

    private static DeliveryOrdered CallbackOf(BatchCompleted ended, BatchRecord batch, string url) => new()
    {
        OrderId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{ended.Dialect} batch {ended.BatchId}")).AsSpan(0, 16)),
        AccountId = ended.AccountId,
        Event = EventName,
        IsTest = ended.IsTest,
        Url = url,
        Body = JsonSerializer.SerializeToElement(new JsonObject { ["batch"] = BatchView.Of(batch), ["status"] = BatchView.StatusOf(batch) }),
        Rule = DeliveryRule.Scale,
        OccurredAt = ended.OccurredAt,
    };
}
