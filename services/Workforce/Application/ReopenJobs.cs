using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>Jobs that an administrator put back are offered, or simulated, again.</summary>
internal sealed class ReopenJobs(IQueueWriter queue, ISimulations simulations, IOptions<SimulatorOptions> options, TimeProvider time)
    : IEventHandler<JobRequeued>
{
    public async Task HandleAsync(IReadOnlyList<JobRequeued> events, CancellationToken ct)
    {
        await queue.ReopenJobsAsync(events, ct);
        var tests = events.Where(job => job.IsTest).Select(job => job.JobId).ToList();
        if (tests.Count > 0) await simulations.RepeatAsync(tests, time.GetUtcNow() + options.Value.Half, ct);
    }
}
