using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.Scale.Application;

/// <summary>
/// Orders the callback of a task that has ended. A client that canceled its task itself has been told so already.
/// </summary>
internal sealed class TellOfEnds(IDialectJobsClient jobs, IEventPublisher publisher)
    : IEventHandler<JobCompleted>, IEventHandler<JobFailed>, IEventHandler<JobExpired>
{
    private const string EventName = "task.completed";

    public Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobFailed> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobExpired> events, CancellationToken ct) => TellAsync(events, ct);

    private async Task TellAsync(IEnumerable<JobEvent> events, CancellationToken ct)
    {
        foreach (var ended in events.Where(ScaleDialect.IsOurs))
        {
            // A job that was put back into the queue meanwhile has another end before it.
            if (await jobs.GetAsync(ended.AccountId, ended.JobId, ct) is { } job && !job.IsOpen()) publisher.Publish(CallbackOf(job, ended));
        }
    }

    private static DeliveryOrdered CallbackOf(JobRecord job, JobEvent ended)
    {
        var body = new JsonObject
        {
            ["task"] = TaskView.Of(job),
            ["response"] = TaskView.ResponseOf(job) ?? [],
            ["task_id"] = TaskId.Of(job.JobId),
        };
        return new DeliveryOrdered
        {
            OrderId = OrderIdOf(job),
            AccountId = job.AccountId,
            JobId = job.JobId,
            Event = EventName,
            IsTest = job.IsTest,
            Url = TaskData.CallbackUrlOf(job.Data!.Value),
            Body = JsonSerializer.SerializeToElement(body),
            Rule = DeliveryRule.Scale,
            OccurredAt = ended.OccurredAt,
        };
    }

    /// <summary>The same for each telling of the same end.</summary>
    private static Guid OrderIdOf(JobRecord job) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"scale callback {job.JobId} {job.Version}")).AsSpan(0, 16));
}
