using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>New jobs enter the queue; those of test keys are the simulator's.</summary>
internal sealed class QueueJobs(IQueueWriter queue, ISimulations simulations, IOptions<SimulatorOptions> options, TimeProvider time)
    : IEventHandler<JobCreated>
{
    public async Task HandleAsync(IReadOnlyList<JobCreated> events, CancellationToken ct)
    {
        await queue.AddJobsAsync(events, ct);
        var tests = events.Where(job => job.IsTest).DistinctBy(job => job.JobId).ToDictionary(job => job.JobId, job => job.Simulate);
        if (tests.Count > 0) await simulations.ScheduleAsync(tests, time.GetUtcNow() + options.Value.Half, ct);
    }
}
