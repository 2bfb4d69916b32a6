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
    private const string Place = """
        p.job_id, p.number, p.project_id, p.assignment_id AS holder, j.round,
               least(@Now + r.lease_minutes * interval '1 minute', p.expires_at) AS lease_until
        """;

    private const string Take = """
        , lapsed AS (
            UPDATE assignment
               SET state = 'lapsed', ended_at = @Now
              FROM chosen
             WHERE assignment.id = chosen.holder AND assignment.state = 'held'
        ), claim AS (
            INSERT INTO assignment (id, job_id, round, place, project_id, annotator_id, state, version, claimed_at, lease_until)
            SELECT @Id, job_id, round, number, project_id, @AnnotatorId, 'held', 1, @Now, lease_until
              FROM chosen
                ON CONFLICT ON CONSTRAINT assignment_once DO UPDATE
               SET state = 'held', place = excluded.place, lease_until = excluded.lease_until, ended_at = NULL
            RETURNING id
        ), taken AS (
            UPDATE place
               SET assignment_id = claim.id, lease_until = chosen.lease_until
              FROM chosen, claim
             WHERE place.job_id = chosen.job_id AND place.number = chosen.number
        ), started AS (
            UPDATE job
               SET started_at = @Now
              FROM chosen
             WHERE job.id = chosen.job_id AND job.started_at IS NULL
            RETURNING job.id
        )
        SELECT claim.id AS assignment_id, chosen.job_id, EXISTS (SELECT FROM started) AS is_first
          FROM claim, chosen
        """;

    internal const string ClaimAnywhereSql = $"""
        WITH chosen AS (
            SELECT {Place}
              FROM {ClaimableSql.From}
             WHERE {ClaimableSql.Condition}
             ORDER BY {ClaimableSql.Order}
             LIMIT 1
               FOR NO KEY UPDATE OF p, j SKIP LOCKED
        )
        {Take}
        """;

    // First the head of each project's own queue, without locks; then, from the best head on, a place of that project under lock.
    // The outer LIMIT stops at the first project that gives one, so no other place is ever locked.
    internal const string ClaimInProjectsSql = $"""
        WITH head AS MATERIALIZED (
            SELECT wanted.project_id, first.priority, first.expires_at, first.job_id
              FROM unnest(@Projects) AS wanted (project_id)
             CROSS JOIN LATERAL (
                SELECT p.priority, p.expires_at, p.job_id
                  FROM {ClaimableSql.From}
                 WHERE p.project_id = wanted.project_id AND {ClaimableSql.Condition}
                 ORDER BY {ClaimableSql.Order}
                 LIMIT 1) AS first
             ORDER BY first.priority DESC, first.expires_at, first.job_id
        ), chosen AS (
            SELECT next.job_id, next.number, next.project_id, next.holder, next.round, next.lease_until
              FROM head
             CROSS JOIN LATERAL (
                SELECT {Place}
                  FROM {ClaimableSql.From}
                 WHERE p.project_id = head.project_id AND {ClaimableSql.Condition}
                 ORDER BY {ClaimableSql.Order}
                 LIMIT 1
                   FOR NO KEY UPDATE OF p, j SKIP LOCKED) AS next
             LIMIT 1
        )
        {Take}
        """;

    private const string HoldClaimantSql = """
        SELECT status, ARRAY(SELECT project_id FROM membership WHERE annotator_id = @AnnotatorId) AS projects, jobs_per_day
          FROM annotator
         WHERE id = @AnnotatorId
           FOR NO KEY UPDATE
        """;

    // No tally: what an annotator takes back must count no more.
    private const string CountDaySql = """
        SELECT count(*)::integer
          FROM (SELECT FROM assignment WHERE annotator_id = @AnnotatorId AND state = 'held'
                UNION ALL
                SELECT FROM assignment WHERE annotator_id = @AnnotatorId AND state = 'submitted' AND ended_at >= @DayStart
                LIMIT @Max) AS counted
        """;

    private const string KnowsProjectSql = "SELECT EXISTS (SELECT FROM project WHERE id = @ProjectId AND version > 0)";

    // Lapsed leases too: until somebody takes the place over, its author goes on where they were.
    private const string FindHeldSql = """
        SELECT a.id
          FROM assignment a
          JOIN place p ON p.job_id = a.job_id AND p.number = a.place AND p.assignment_id = a.id AND p.state = 'open'
         WHERE a.annotator_id = @AnnotatorId AND a.state = 'held' AND p.expires_at > @Now
           AND (@ProjectId::uuid IS NULL OR a.project_id = @ProjectId)
         ORDER BY a.id
         LIMIT 1
        """;

    public async Task<Claimant?> HoldClaimantAsync(Guid annotatorId, CancellationToken ct) =>
        await SingleOrDefaultAsync<ClaimantRow>(HoldClaimantSql, new { AnnotatorId = annotatorId }, ct) is { } row
            ? new Claimant(row.Status, row.Projects, row.JobsPerDay)
            : null;

    public Task<int> CountDayAsync(Guid annotatorId, DateTimeOffset dayStart, int max, CancellationToken ct) =>
        SingleOrDefaultAsync<int>(CountDaySql, new { AnnotatorId = annotatorId, DayStart = dayStart, Max = max }, ct);

    public Task<bool> KnowsProjectAsync(Guid projectId, CancellationToken ct) =>
        SingleOrDefaultAsync<bool>(KnowsProjectSql, new { ProjectId = projectId }, ct);

    public Task<Guid?> FindHeldAsync(Guid annotatorId, Guid? projectId, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<Guid?>(FindHeldSql, new { AnnotatorId = annotatorId, ProjectId = projectId, Now = now }, ct);

    public Task<Claim?> ClaimAsync(Guid annotatorId, IReadOnlyList<Guid> projects, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<Claim>(
            projects.Count == 0 ? ClaimAnywhereSql : ClaimInProjectsSql,
            new { Id = Guid.CreateVersion7(time.GetUtcNow()), AnnotatorId = annotatorId, Projects = projects.ToArray(), Now = now },
            ct);

    private async Task<T?> SingleOrDefaultAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record ClaimantRow
    {
        public required AnnotatorStatus Status { get; init; }

        public required Guid[] Projects { get; init; }

        public int? JobsPerDay { get; init; }
    }
}
