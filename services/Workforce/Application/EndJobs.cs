using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>Jobs that are done, canceled, expired or stopped leave the queue, whoever holds them, and the simulator.</summary>
internal sealed class EndJobs(IQueueWriter queue, ISimulations simulations) : IEventHandler<JobEvent>
{
    public async Task HandleAsync(IReadOnlyList<JobEvent> events, CancellationToken ct)
    {
        await queue.EndJobsAsync(events, ct);
        var tests = events.Where(job => job.IsTest).Select(job => job.JobId).ToList();
        if (tests.Count > 0) await simulations.LeaveEndedAsync(tests, ct);
    }
}
