namespace Hitl.Workforce.Application;

/// <summary>A job whose annotators can take nothing back any more.</summary>
internal sealed record DueJob(Guid JobId, int Round, bool IsOpen);

/// <summary>The jobs that wait until nobody can take a submission back, inside the unit of work.</summary>
internal interface IDueJobs
{
    /// <summary>The job waits until <paramref name="instant"/>, or longer if somebody else's time ends later.</summary>
    Task WaitAsync(Guid jobId, DateTimeOffset instant, CancellationToken ct);

    /// <summary>Holds a job that is due, which then waits no longer; null when there is none that nobody else holds.</summary>
    Task<DueJob?> TakeAsync(DateTimeOffset now, CancellationToken ct);
}
