using Hitl.Contracts.Jobs;

namespace Hitl.Workforce.Application;

/// <summary>
/// Keeps the queue in step with what Jobs says, inside the unit of work. Events come in any order: each method compares
/// versions, and an event about a job whose creation was not heard yet leaves a row that the creation fills in.
/// </summary>
internal interface IQueueWriter
{
    Task AddJobsAsync(IReadOnlyList<JobOffered> jobs, CancellationToken ct);

    /// <summary>Takes jobs out of the queue and ends the assignments on them.</summary>
    Task EndJobsAsync(IReadOnlyList<JobEvent> jobs, CancellationToken ct);

    /// <summary>Offers jobs again, in a new round.</summary>
    Task ReopenJobsAsync(IReadOnlyList<JobRequeued> jobs, CancellationToken ct);

    /// <summary>Offers jobs to others, sooner or later, or shows another content: then whoever has one must claim it again to see that.</summary>
    Task ReviseJobsAsync(IReadOnlyList<JobRevised> jobs, CancellationToken ct);
}
