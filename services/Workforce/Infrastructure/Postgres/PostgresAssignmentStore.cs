using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresAssignmentStore(UnitOfWork work) : IAssignmentStore
{
    // The locks are taken in the order in which OF names the tables.
    private const string HoldSql = """
        SELECT a.id, a.job_id, a.project_id, a.annotator_id, a.round, a.place, a.state, a.version, a.draft::text AS draft, a.reason,
               a.lease_until, a.ended_at, coalesce(a.seen_at, a.claimed_at) AS seen_at, a.active_ms, a.undo_until, p.state = 'open' AND p.assignment_id IS NOT DISTINCT FROM a.id AS has_place,
               p.state = 'open' AND p.assignment_id IS NULL AS is_place_free,
               j.state = 'open' AS job_is_open, j.round AS job_round, j.expires_at AS job_expires_at,
               coalesce(j.started_at, a.claimed_at) AS job_started_at, j.settle_at AS job_settles_at, r.lease_minutes, r.settings::text AS settings
          FROM assignment a
          JOIN job j ON j.id = a.job_id
          JOIN place p ON p.job_id = a.job_id AND p.number = a.place
          JOIN project r ON r.id = a.project_id
         WHERE a.id = @AssignmentId AND a.annotator_id = @AnnotatorId
           FOR NO KEY UPDATE OF j, p, a
        """;

    // What is held is held anew after an undo: of a submission, whose place is the assignment's still, or of a skip, whose place is free.
    private const string SavePlace = """
        WITH place_after AS (
            UPDATE place
               SET state         = CASE @State WHEN 'submitted' THEN 'answered' WHEN 'held' THEN 'open' ELSE state END,
                   assignment_id = CASE WHEN @State IN ('held', 'submitted') THEN @Id END,
                   lease_until   = CASE WHEN @State = 'held' THEN @LeaseUntil END
             WHERE job_id = @JobId AND number = @Place
               AND (assignment_id = @Id OR (@State = 'held' AND state = 'open' AND assignment_id IS NULL))
        )
        """;

    private const string SaveSql = $"""
        {SavePlace}
        UPDATE assignment
           SET state = @State, reason = @Reason, lease_until = @LeaseUntil, ended_at = @EndedAt, undo_until = @UndoUntil,
               seen_at = @SeenAt, active_ms = @ActiveMs
         WHERE id = @Id
        """;

    private const string SaveWithDraftSql = $"""
        {SavePlace}
        UPDATE assignment
           SET state = @State, version = @Version, draft = @Draft::json, lease_until = @LeaseUntil, ended_at = @EndedAt,
               undo_until = @UndoUntil, seen_at = @SeenAt, active_ms = @ActiveMs
         WHERE id = @Id
        """;

    private const string HasProblemOfOthersSql = """
        SELECT EXISTS (SELECT FROM assignment WHERE job_id = @JobId AND round = @Round AND state = 'reported' AND id <> @Id)
        """;

    private const string EndJobSql = $"""
        UPDATE job SET state = 'ended' WHERE id = @JobId;

        UPDATE place
           SET state = 'closed', assignment_id = NULL, lease_until = NULL
         WHERE job_id = @JobId AND state = 'open';

        UPDATE assignment
           SET state = 'ended', ended_at = @Now
         WHERE job_id = @JobId AND state = 'held';

        {ReviewSql.CloseOfJob}
        """;

    public async Task<Assignment?> HoldAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { AssignmentId = assignmentId, AnnotatorId = annotatorId };
        var row = await transaction.Connection!.QuerySingleOrDefaultAsync<AssignmentRow>(
            new CommandDefinition(HoldSql, parameters, transaction, cancellationToken: ct));
        return row?.ToAssignment();
    }

    public Task SaveAsync(Assignment assignment, CancellationToken ct) => ExecuteAsync(
        SaveSql,
        new
        {
            assignment.Id,
            assignment.JobId,
            assignment.Place,
            State = assignment.State.Word(),
            assignment.Reason,
            assignment.LeaseUntil,
            assignment.EndedAt,
            assignment.SeenAt,
            ActiveMs = (long?)assignment.ActiveTime?.TotalMilliseconds,
            assignment.UndoUntil,
        },
        ct);

    public Task SaveWithDraftAsync(Assignment assignment, CancellationToken ct) => ExecuteAsync(
        SaveWithDraftSql,
        new
        {
            assignment.Id,
            assignment.JobId,
            assignment.Place,
            State = assignment.State.Word(),
            assignment.Version,
            assignment.Draft,
            assignment.LeaseUntil,
            assignment.EndedAt,
            assignment.SeenAt,
            ActiveMs = (long?)assignment.ActiveTime?.TotalMilliseconds,
            assignment.UndoUntil,
        },
        ct);

    public async Task SaveWithDraftDurablyAsync(Assignment assignment, CancellationToken ct)
    {
        await SaveWithDraftAsync(assignment, ct);
        await work.CommitAsync(ct);
    }

    public async Task<bool> HasProblemOfOthersAsync(Assignment assignment, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { assignment.JobId, assignment.Round, assignment.Id };
        return await transaction.Connection!.QuerySingleAsync<bool>(
            new CommandDefinition(HasProblemOfOthersSql, parameters, transaction, cancellationToken: ct));
    }

    public Task EndJobAsync(Guid jobId, DateTimeOffset now, CancellationToken ct) =>
        ExecuteAsync(EndJobSql, new { JobId = jobId, Now = now }, ct);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record AssignmentRow
    {
        public required Guid Id { get; init; }

        public required Guid JobId { get; init; }

        public required Guid ProjectId { get; init; }

        public required Guid AnnotatorId { get; init; }

        public required int Round { get; init; }

        public required int Place { get; init; }

        public required AssignmentState State { get; init; }

        public required int Version { get; init; }

        public string? Draft { get; init; }

        public string? Reason { get; init; }

        public required DateTimeOffset LeaseUntil { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public required DateTimeOffset SeenAt { get; init; }

        public long? ActiveMs { get; init; }

        public DateTimeOffset? UndoUntil { get; init; }

        public required bool HasPlace { get; init; }

        public required bool IsPlaceFree { get; init; }

        public required bool JobIsOpen { get; init; }

        public required int JobRound { get; init; }

        public required DateTimeOffset JobExpiresAt { get; init; }

        public required DateTimeOffset JobStartedAt { get; init; }

        public DateTimeOffset? JobSettlesAt { get; init; }

        public required int LeaseMinutes { get; init; }

        public required string Settings { get; init; }

        public Assignment ToAssignment() => new()
        {
            Id = Id,
            JobId = JobId,
            ProjectId = ProjectId,
            AnnotatorId = AnnotatorId,
            Round = Round,
            Place = Place,
            State = State,
            Version = Version,
            Draft = Draft,
            Reason = Reason,
            LeaseUntil = LeaseUntil,
            EndedAt = EndedAt,
            SeenAt = SeenAt,
            ActiveTime = ActiveMs is { } active ? TimeSpan.FromMilliseconds(active) : null,
            UndoUntil = UndoUntil,
            HasPlace = HasPlace,
            IsPlaceFree = IsPlaceFree,
            Job = new JobInWork
            {
                IsOpen = JobIsOpen,
                Round = JobRound,
                ExpiresAt = JobExpiresAt,
                StartedAt = JobStartedAt,
                SettlesAt = JobSettlesAt,
                LeaseLength = TimeSpan.FromMinutes(LeaseMinutes),
                Rules = StoredRules.Read(Settings),
            },
        };
    }
}
