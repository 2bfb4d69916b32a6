using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>Jobs that are done, canceled, expired or stopped leave the queue, whoever holds them.</summary>
internal sealed class EndJobs(IQueueWriter queue) : IEventHandler<JobEvent>
{
    public Task HandleAsync(IReadOnlyList<JobEvent> events, CancellationToken ct) => queue.EndJobsAsync(events, ct);
}
