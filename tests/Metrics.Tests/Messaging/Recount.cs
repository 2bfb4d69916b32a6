using Hitl.Contracts.Jobs;
using Hitl.TestKit;

namespace Hitl.Metrics.Tests.Messaging;

/// <summary>One row of the daily sums.</summary>
internal sealed record Day
{
    public Guid ProjectId { get; init; }

    public DateOnly Date { get; init; }

    public long New { get; init; }

    public long Progress { get; init; }

    public long Done { get; init; }

    public long Timed { get; init; }

    public long Error { get; init; }

    public long Canceled { get; init; }

    public long Expired { get; init; }

    public decimal SumToFinish { get; init; }

    public long? MinToFinish { get; init; }

    public long? MaxToFinish { get; init; }

    public decimal SumLifespan { get; init; }

    public long? MinLifespan { get; init; }

    public long? MaxLifespan { get; init; }
}

/// <summary>Counts jobs the slow way, from what has arrived of them, to compare with the sums that the service keeps.</summary>
internal static class Recount
{
    private const string KeptSql = """
        SELECT project_id, day AS date, jobs_new AS new, jobs_progress AS progress, jobs_done AS done, jobs_timed AS timed, jobs_error AS error,
               jobs_canceled AS canceled, jobs_expired AS expired,
               sum_to_finish_us AS sum_to_finish, min_to_finish_us AS min_to_finish, max_to_finish_us AS max_to_finish,
               sum_lifespan_us AS sum_lifespan, min_lifespan_us AS min_lifespan, max_lifespan_us AS max_lifespan
          FROM daily
         WHERE project_id = ANY(@Projects)
        """;

    public static Task<IReadOnlyList<Day>> KeptAsync(TestDatabase database, IReadOnlyList<Guid> projects) =>
        database.QueryAsync<Day>(KeptSql, new { Projects = projects.ToArray() });

    public static IReadOnlyList<Day> Of(IEnumerable<JobEvent> arrived) =>
    [
        .. arrived
            .GroupBy(job => job.JobId)
            .Select(events => events.MaxBy(job => job.Version)!)
            .GroupBy(job => (job.ProjectId, Date: DateOnly.FromDateTime((job.StartedAt ?? job.CreatedAt).UtcDateTime)))
            .Select(jobs => DayOf(jobs.Key.ProjectId, jobs.Key.Date, [.. jobs])),
    ];

    private static Day DayOf(Guid project, DateOnly date, IReadOnlyList<JobEvent> jobs)
    {
        var done = jobs.Where(job => job.Status == JobStatus.Done).ToList();
        var toFinish = done.Where(job => job.StartedAt is not null).Select(job => Microseconds(job.FinishedAt!.Value - job.StartedAt!.Value)).ToList();
        var lifespan = done.ConvertAll(job => Microseconds(job.FinishedAt!.Value - job.CreatedAt));
        return new Day
        {
            ProjectId = project,
            Date = date,
            New = jobs.Count(job => job.Status == JobStatus.New),
            Progress = jobs.Count(job => job.Status == JobStatus.Progress),
            Done = done.Count,
            Timed = toFinish.Count,
            Error = jobs.Count(job => job.Status == JobStatus.Error),
            Canceled = jobs.Count(job => job.Status == JobStatus.Canceled),
            Expired = jobs.Count(job => job.Status == JobStatus.Expired),
            SumToFinish = toFinish.Sum(),
            MinToFinish = toFinish.Count == 0 ? null : toFinish.Min(),
            MaxToFinish = toFinish.Count == 0 ? null : toFinish.Max(),
            SumLifespan = lifespan.Sum(),
            MinLifespan = done.Count == 0 ? null : lifespan.Min(),
            MaxLifespan = done.Count == 0 ? null : lifespan.Max(),
        };
    }

    private static long Microseconds(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
