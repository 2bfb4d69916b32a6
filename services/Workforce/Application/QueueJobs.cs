using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>New jobs enter the queue.</summary>
internal sealed class QueueJobs(IQueueWriter queue) : IEventHandler<JobCreated>
{
    public Task HandleAsync(IReadOnlyList<JobCreated> events, CancellationToken ct) => queue.AddJobsAsync(events, ct);
}
