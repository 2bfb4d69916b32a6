using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Metrics.Application;

/// <summary>
/// Counts a job where its newest event puts it. Every event carries the whole state that counts, so the newest alone is enough
/// and those it has overtaken can be left out.
/// </summary>
internal sealed class CountJobs(IJobCounts counts) : IEventHandler<JobEvent>
{
    public Task HandleAsync(IReadOnlyList<JobEvent> events, CancellationToken ct) =>
        counts.ApplyAsync([.. events.GroupBy(job => job.JobId).Select(same => same.MaxBy(job => job.Version)!)], ct);
}

/// <summary>The jobs as last heard of, and the sums over them.</summary>
internal interface IJobCounts
{
    /// <summary>Takes each job from where it counted before to where it counts now; leaves out what is older than what is known.</summary>
    /// <param name="jobs">At most one event a job.</param>
    /// <param name="ct">Ends the wait.</param>
    Task ApplyAsync(IReadOnlyList<JobEvent> jobs, CancellationToken ct);
}
