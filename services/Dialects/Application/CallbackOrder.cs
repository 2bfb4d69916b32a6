using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;

namespace Hitl.Dialects.Application;

/// <summary>The callback of a task that has ended.</summary>
internal static class CallbackOrder
{
    private const string EventName = "task.completed";

    public static DeliveryOrdered Of(JobRecord job, string url, JsonObject body, DeliveryRule rule, DateTimeOffset endedAt) => new()
    {
        OrderId = IdOf(job),
        AccountId = job.AccountId,
        JobId = job.JobId,
        Event = EventName,
        IsTest = job.IsTest,
        Url = url,
        Body = JsonSerializer.SerializeToElement(body),
        Rule = rule,
        OccurredAt = endedAt,
    };

    /// <summary>The same for each telling of the same end.</summary>
    private static Guid IdOf(JobRecord job) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{job.Dialect} callback {job.JobId} {job.Version}")).AsSpan(0, 16));
}
