using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;
using Microsoft.Extensions.Options;

namespace Hitl.Workforce.Application;

/// <summary>
/// New jobs enter the queue, those that wait for their batch once it is finalized; those of test keys are the simulator's.
/// </summary>
internal sealed class QueueJobs(IQueueWriter queue, ISimulations simulations, IOptions<SimulatorOptions> options, TimeProvider time)
    : IEventHandler<JobCreated>, IEventHandler<JobReleased>
{
    public Task HandleAsync(IReadOnlyList<JobCreated> events, CancellationToken ct) => QueueAsync([.. events.Where(job => !job.IsStaged)], ct);

    public Task HandleAsync(IReadOnlyList<JobReleased> events, CancellationToken ct) => QueueAsync(events, ct);

    private async Task QueueAsync(IReadOnlyList<JobOffered> jobs, CancellationToken ct)
    {
        if (jobs.Count == 0) return;
        await queue.AddJobsAsync(jobs, ct);
        var tests = jobs.Where(job => job.IsTest).DistinctBy(job => job.JobId).ToDictionary(job => job.JobId, job => job.Simulate);
        if (tests.Count > 0) await simulations.ScheduleAsync(tests, time.GetUtcNow() + options.Value.Half, ct);
    }
}
