using Hitl.Contracts.Jobs;
using Hitl.Contracts.Webhooks;
using Hitl.Dialects.Application;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>Orders the callback of a task that has ended, if its client wants one.</summary>
internal sealed class TellOfEnds(IDialectJobsClient jobs, IEventPublisher publisher)
    : IEventHandler<JobCompleted>, IEventHandler<JobFailed>, IEventHandler<JobExpired>
{
    public Task HandleAsync(IReadOnlyList<JobCompleted> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobFailed> events, CancellationToken ct) => TellAsync(events, ct);

    public Task HandleAsync(IReadOnlyList<JobExpired> events, CancellationToken ct) => TellAsync(events, ct);

    private async Task TellAsync(IEnumerable<JobEvent> events, CancellationToken ct)
    {
        // A job that was put back into the queue meanwhile has another end before it.
        foreach (var (ended, job) in await jobs.OfAsync(events.Where(WorkersAiDialect.IsOurs), ct))
        {
            if (!job.IsOpen() && TaskData.Read(job.Data!.Value).CallbackUrl is { } url)
                publisher.Publish(CallbackOrder.Of(job, url, TaskView.CallbackOf(job), DeliveryRule.Brief, ended.OccurredAt));
        }
    }
}
