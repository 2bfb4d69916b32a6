using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

/// <summary>
/// Claims. One statement finds the next place, locks it with its job without ever waiting, ends the lease that ran out on it, if any,
/// and makes or takes up the annotator's assignment. What decides stands on the locked rows: PostgreSQL looks at their newest version
/// again once it has the lock, so two people never get one place.
/// </summary>
internal sealed class PostgresWorkQueue(UnitOfWork work, TimeProvider time) : IWorkQueue
{
    private const string HoldClaimantSql = "SELECT status, jobs_per_day FROM annotator WHERE id = @AnnotatorId FOR NO KEY UPDATE";

    // No tally: what an annotator takes back must count no more.
    private const string CountDaySql = """
        SELECT count(*)::integer
          FROM (SELECT FROM assignment WHERE annotator_id = @AnnotatorId AND state = 'held'
                UNION ALL
                SELECT FROM assignment WHERE annotator_id = @AnnotatorId AND state = 'submitted' AND ended_at >= @DayStart
                LIMIT @Max) AS counted
        """;

    private const string MayWorkOnSql = $"SELECT EXISTS ({ClaimableSql.EligibleLanes})";

    // Lapsed leases too: until somebody takes the place over, its author goes on where they were.
    private const string FindHeldSql = """
        SELECT a.id
          FROM assignment a
          JOIN place p ON p.job_id = a.job_id AND p.number = a.place AND p.assignment_id = a.id AND p.state = 'open'
         WHERE a.annotator_id = @AnnotatorId AND a.state = 'held' AND p.expires_at > @Now
           AND (@ProjectId::uuid IS NULL OR a.project_id = @ProjectId)
           AND (@AheadOf::uuid IS NULL OR a.id <> @AheadOf)
         ORDER BY a.id
         LIMIT 1
        """;

    /// <summary>Fresh places alone: they are for everybody in their lane, so that the first of them answer.</summary>
    internal const string HasFreshSql = $"""
        SELECT count(*) = @Least
          FROM (SELECT
                  FROM ({ClaimableSql.EligibleLanes}) AS eligible
                 CROSS JOIN LATERAL (
                    SELECT
                      FROM place p
                      JOIN job j ON j.id = p.job_id
                     WHERE p.lane = eligible.lane AND NOT p.begun AND {ClaimableSql.Condition}
                     ORDER BY {ClaimableSql.Order}
                     LIMIT @Least) AS head
                 LIMIT @Least) AS fresh
        """;

    public async Task<Claimant?> HoldClaimantAsync(Guid annotatorId, CancellationToken ct) =>
        await SingleOrDefaultAsync<ClaimantRow>(HoldClaimantSql, new { AnnotatorId = annotatorId }, ct) is { } row
            ? new Claimant(row.Status, row.JobsPerDay)
            : null;

    public Task<int> CountDayAsync(Guid annotatorId, DateTimeOffset dayStart, int max, CancellationToken ct) =>
        SingleOrDefaultAsync<int>(CountDaySql, new { AnnotatorId = annotatorId, DayStart = dayStart, Max = max }, ct);

    public Task<bool> MayWorkOnAsync(Guid annotatorId, Guid projectId, CancellationToken ct) =>
        SingleOrDefaultAsync<bool>(MayWorkOnSql, new { AnnotatorId = annotatorId, ProjectId = projectId }, ct);

    public Task<Guid?> FindHeldAsync(Guid annotatorId, Guid? projectId, Guid? aheadOf, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<Guid?>(FindHeldSql, new { AnnotatorId = annotatorId, ProjectId = projectId, AheadOf = aheadOf, Now = now }, ct);

    public Task<bool> HasFreshAsync(Guid annotatorId, Guid? projectId, int least, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<bool>(HasFreshSql, new { AnnotatorId = annotatorId, ProjectId = projectId, Least = least, Now = now }, ct);

    public async Task<Claim?> ClaimAsync(Guid annotatorId, Guid? projectId, bool isAhead, DateTimeOffset now, CancellationToken ct)
    {
        var seenAt = isAhead ? Assignment.Unseen : now;
        var parameters = new { Id = Guid.CreateVersion7(time.GetUtcNow()), AnnotatorId = annotatorId, ProjectId = projectId, Now = now, SeenAt = seenAt };
        return await SingleOrDefaultAsync<Claim>(ClaimSql.Near, parameters, ct)
            ?? await SingleOrDefaultAsync<Claim>(ClaimSql.Far, parameters, ct);
    }

    private async Task<T?> SingleOrDefaultAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record ClaimantRow
    {
        public required AnnotatorStatus Status { get; init; }

        public int? JobsPerDay { get; init; }
    }
}
