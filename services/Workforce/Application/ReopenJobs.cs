using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>Jobs that an administrator put back are offered again.</summary>
internal sealed class ReopenJobs(IQueueWriter queue) : IEventHandler<JobRequeued>
{
    public Task HandleAsync(IReadOnlyList<JobRequeued> events, CancellationToken ct) => queue.ReopenJobsAsync(events, ct);
}
