using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.Dialects.Application;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.Scale.Application;

/// <summary>
/// Orders the callback of a task that has ended. A client that canceled its task itself has been told so already.
/// </summary>
internal sealed class TellOfEnds(IDialectJobsClient jobs, IEventPublisher publisher)
    : IEventHandler<JobCompleted>, IEventHandler<JobFailed>, IEventHandler<JobExpired>
{
    public Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobFailed> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobExpired> events, CancellationToken ct) => TellAsync(events, ct);

    private async Task TellAsync(IEnumerable<JobEvent> events, CancellationToken ct)
    {
        // A job that was put back into the queue meanwhile has another end before it.
        foreach (var (ended, job) in await jobs.OfAsync(events.Where(ScaleDialect.IsOurs), ct))
            if (!job.IsOpen()) publisher.Publish(CallbackOf(job, ended));
    }

    private static DeliveryOrdered CallbackOf(JobRecord job, JobEvent ended)
    {
        var body = new JsonObject
        {
            ["task"] = TaskView.Of(job),
            ["response"] = TaskView.ResponseOf(job) ?? [],
            ["task_id"] = TaskId.Of(job.JobId),
        };
        return CallbackOrder.Of(job, TaskData.CallbackUrlOf(job.Data!.Value), body, DeliveryRule.Scale, ended.OccurredAt);
    }
}
