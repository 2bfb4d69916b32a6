using Dapper;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Infrastructure.Postgres;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>A project that an annotator can work on.</summary>
internal sealed record WorkProjectResponse
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What the annotator could claim now; counted up to 1,000.</summary>
    public required int Waiting { get; init; }

    /// <summary>What the person could review now; counted up to 1,000, and 0 for who is no reviewer.</summary>
    public required int ReviewsWaiting { get; init; }

    public required long MineDone { get; init; }

    /// <summary>Of that, what was submitted since midnight (UTC), as the daily limit counts it.</summary>
    public required int MineToday { get; init; }
}

/// <summary>Something that an annotator did.</summary>
internal sealed record HistoryResponse
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string Status { get; init; }

    /// <summary>Why it was skipped, or what the problem is.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether annotations came when the job had ended: they are kept, but do not count.</summary>
    public required bool CameTooLate { get; init; }

    /// <summary>Of what was submitted, or of the last draft.</summary>
    public required int Version { get; init; }

    /// <summary>The template that it was answered with; null for a job's own form, or none.</summary>
    public Guid? TemplateId { get; init; }

    public int? TemplateVersion { get; init; }

    public required int InstructionsVersion { get; init; }

    /// <summary>Null when there were no predictions.</summary>
    public int? PredictionsVersion { get; init; }

    public required DateTimeOffset ClaimDate { get; init; }

    public required DateTimeOffset EndDate { get; init; }

    /// <summary>Until then it can be taken back; null when it cannot.</summary>
    public DateTimeOffset? CanUndoUntil { get; init; }

    /// <summary>Whether what was submitted can be replaced.</summary>
    public required bool CanCorrect { get; init; }
}

internal sealed class WorkReads(NpgsqlDataSource database, TimeProvider time)
{
    private const int WaitingMax = 1000;

    private const string ListProjectsSql = $"""
        WITH eligible AS MATERIALIZED (
            {ClaimableSql.EligibleLanes}
        )
        SELECT listed.id, listed.name, queue.waiting, review_queue.waiting AS reviews_waiting, coalesce(tally.done, 0) AS mine_done,
               (SELECT count(*)::integer
                  FROM assignment today
                 WHERE today.annotator_id = @AnnotatorId AND today.state = 'submitted' AND today.ended_at >= @DayStart
                   AND today.project_id = listed.id) AS mine_today
          FROM (SELECT DISTINCT project_id FROM eligible) AS mine
          JOIN project listed ON listed.id = mine.project_id
          LEFT JOIN tally ON tally.annotator_id = @AnnotatorId AND tally.project_id = listed.id
         CROSS JOIN LATERAL (
            SELECT count(*)::integer AS waiting
              FROM (SELECT
                      FROM eligible
                      JOIN place p ON p.lane = eligible.lane
                      JOIN job j ON j.id = p.job_id
                     WHERE eligible.project_id = listed.id AND {ClaimableSql.Condition}
                     LIMIT @WaitingMax) AS claimable) AS queue
         CROSS JOIN LATERAL (
            SELECT count(*)::integer AS waiting
              FROM (SELECT
                      FROM annotator reviewer
                      JOIN eligible ON eligible.lane = listed.id
                      JOIN review v ON v.project_id = listed.id
                     WHERE reviewer.id = @AnnotatorId AND reviewer.role IN ('reviewer', 'administrator') AND {ReviewSql.Condition}
                     LIMIT @WaitingMax) AS reviewable) AS review_queue
         WHERE listed.status = 'active' OR queue.waiting > 0 OR review_queue.waiting > 0
         ORDER BY listed.name, listed.id
        """;

    // Newest first. Without a cursor the page begins behind the highest id there can be. From one key of assignment_history to another, in its own
    // order: with equality and an order by id, the planner may take the primary key and read all that others did since.
    public const string ListHistorySql = $"""
        SELECT a.id, a.job_id, a.project_id, r.name AS project_name, a.state AS status, a.reason, a.version, a.template_id,
               a.template_version, a.instructions_version, a.predictions_version, a.claimed_at AS claim_date, a.ended_at AS end_date,
               EXISTS (SELECT FROM submission s WHERE s.assignment_id = a.id AND NOT s.counted AND s.withdrawn_at IS NULL) AS came_too_late,
               {SecondThoughtsSql.CanUndoUntil} AS can_undo_until, {SecondThoughtsSql.CanCorrect} AS can_correct
          FROM assignment a
          JOIN job j ON j.id = a.job_id
          JOIN project r ON r.id = a.project_id
         WHERE a.state <> 'held'
           AND (a.annotator_id, a.id) >= (@AnnotatorId, '00000000-0000-0000-0000-000000000000'::uuid)
           AND (a.annotator_id, a.id) < (@AnnotatorId, coalesce(@After, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
         ORDER BY a.annotator_id DESC, a.id DESC
         LIMIT @Limit
        """;

    public async Task<IReadOnlyList<WorkProjectResponse>> ListProjectsAsync(Guid annotatorId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var parameters = new { AnnotatorId = annotatorId, ProjectId = (Guid?)null, Now = now, DayStart = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero), WaitingMax };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<WorkProjectResponse>(new CommandDefinition(ListProjectsSql, parameters, cancellationToken: ct));
        return rows.AsList();
    }

    public async Task<Page<HistoryResponse>> ListHistoryAsync(Guid annotatorId, PageRequest page, CancellationToken ct)
    {
        var parameters = new { AnnotatorId = annotatorId, page.After, Limit = page.Limit + 1, Now = time.GetUtcNow() };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<HistoryResponse>(new CommandDefinition(ListHistorySql, parameters, cancellationToken: ct));
        return Page<HistoryResponse>.Of(rows.AsList(), page.Limit, entry => entry.Id);
    }
}
