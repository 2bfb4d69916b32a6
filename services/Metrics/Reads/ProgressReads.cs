using Dapper;
using Hitl.Metrics.Domain;
using Npgsql;

namespace Hitl.Metrics.Reads;

/// <summary>How far projects are; the statuses add up to <paramref name="JobsAll"/>.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="JobsAll">Every job it ever had.</param>
/// <param name="JobsNew">Nobody has begun them.</param>
/// <param name="JobsProgress">Somebody works on them.</param>
/// <param name="JobsDone">They have their result.</param>
/// <param name="JobsError">They were stopped.</param>
/// <param name="JobsCanceled">Their client did not want them any more.</param>
/// <param name="JobsExpired">Their time was up.</param>
/// <param name="DoneADay">The recent pace: see <see cref="Pace"/>.</param>
/// <param name="EstimatedEndDate">When the open jobs are done at that pace; null when there is no pace, or nothing is open.</param>
/// <param name="DataDate">When these sums were read.</param>
internal sealed record ProjectProgress(
    Guid ProjectId,
    long JobsAll,
    long JobsNew,
    long JobsProgress,
    long JobsDone,
    long JobsError,
    long JobsCanceled,
    long JobsExpired,
    double DoneADay,
    DateTimeOffset? EstimatedEndDate,
    DateTimeOffset DataDate);

/// <summary>The progress of projects, from the daily sums alone.</summary>
internal sealed class ProgressReads(NpgsqlDataSource database, TimeProvider time)
{
    private const string SumsSql = """
        SELECT project.id AS project_id,
               coalesce(sum(jobs_new), 0)::bigint AS new,
               coalesce(sum(jobs_progress), 0)::bigint AS progress,
               coalesce(sum(jobs_done), 0)::bigint AS done,
               coalesce(sum(jobs_error), 0)::bigint AS error,
               coalesce(sum(jobs_canceled), 0)::bigint AS canceled,
               coalesce(sum(jobs_expired), 0)::bigint AS expired,
               coalesce(sum(jobs_done) FILTER (WHERE day >= @RecentFrom), 0)::bigint AS recently_done,
               min(day) AS first_day
          FROM project
          LEFT JOIN daily ON daily.project_id = project.id
         WHERE project.id = ANY(@ProjectIds)
         GROUP BY project.id
         ORDER BY project.id
        """;

    /// <summary>Of those projects that are known here, in the order of their creation: one that is seconds old may not be yet.</summary>
    public async Task<List<ProjectProgress>> OfAsync(IReadOnlySet<Guid> projectIds, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { ProjectIds = projectIds.ToArray(), RecentFrom = Pace.RecentFrom(now) };
        var rows = await connection.QueryAsync<ProgressRow>(new CommandDefinition(SumsSql, parameters, cancellationToken: ct));
        return [.. rows.Select(row => row.ToProgress(now))];
    }

    private sealed record ProgressRow(
        Guid ProjectId, long New, long Progress, long Done, long Error, long Canceled, long Expired, long RecentlyDone, DateOnly? FirstDay)
    {
        public ProjectProgress ToProgress(DateTimeOffset now)
        {
            var pace = Pace.Of(RecentlyDone, FirstDay, now);
            return new ProjectProgress(
                ProjectId,
                New + Progress + Done + Error + Canceled + Expired,
                New,
                Progress,
                Done,
                Error,
                Canceled,
                Expired,
                pace.DoneADay,
                pace.EndOf(New + Progress, now),
                now);
        }
    }
}
