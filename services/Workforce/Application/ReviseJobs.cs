using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>Clients changed who is offered their jobs, when, or what they show: the queue follows.</summary>
internal sealed class ReviseJobs(IQueueWriter queue) : IEventHandler<JobRevised>
{
    public Task HandleAsync(IReadOnlyList<JobRevised> events, CancellationToken ct) => queue.ReviseJobsAsync(events, ct);
}
