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
               a.lease_until, a.ended_at, p.state = 'open' AND p.assignment_id IS NOT DISTINCT FROM a.id AS has_place,
               j.state = 'open' AS job_is_open, j.round AS job_round, j.expires_at AS job_expires_at,
               coalesce(j.started_at, a.claimed_at) AS job_started_at, r.lease_minutes
          FROM assignment a
          JOIN job j ON j.id = a.job_id
          JOIN place p ON p.job_id = a.job_id AND p.number = a.place
          JOIN project r ON r.id = a.project_id
         WHERE a.id = @AssignmentId AND a.annotator_id = @AnnotatorId
           FOR NO KEY UPDATE OF j, p, a
        """;

    private const string SavePlace = """
        WITH place_after AS (
            UPDATE place
               SET state         = CASE WHEN @State = 'submitted' THEN 'answered' ELSE state END,
                   assignment_id = CASE WHEN @State IN ('held', 'submitted') THEN assignment_id END,
                   lease_until   = CASE WHEN @State = 'held' THEN @LeaseUntil END
             WHERE job_id = @JobId AND number = @Place AND assignment_id = @Id
        )
        """;

    private const string SaveSql = $"""
        {SavePlace}
        UPDATE assignment
           SET state = @State, reason = @Reason, lease_until = @LeaseUntil, ended_at = @EndedAt
         WHERE id = @Id
        """;

    private const string SaveWithDraftSql = $"""
        {SavePlace}
        UPDATE assignment
           SET state = @State, version = @Version, draft = @Draft::json, lease_until = @LeaseUntil, ended_at = @EndedAt
         WHERE id = @Id
        """;

    private const string AddSubmissionSql = """
        INSERT INTO submission (assignment_id, job_id, round, version, annotations, submitted_at, counted)
        VALUES (@AssignmentId, @JobId, @Round, @Version, @Annotations::json, @SubmittedAt, true);

        INSERT INTO tally (annotator_id, project_id, done)
        VALUES (@AnnotatorId, @ProjectId, 1)
            ON CONFLICT (annotator_id, project_id) DO UPDATE SET done = tally.done + 1
        """;

    // A client that tries again with the same version replaces what it sent before.
    private const string KeepLateSubmissionSql = """
        INSERT INTO submission (assignment_id, job_id, round, version, annotations, submitted_at, counted)
        VALUES (@AssignmentId, @JobId, @Round, @Version, @Annotations::json, @SubmittedAt, false)
            ON CONFLICT (assignment_id, version) WHERE NOT counted DO UPDATE
           SET annotations = excluded.annotations, submitted_at = excluded.submitted_at
        """;

    private const string EndJobSql = """
        UPDATE job SET state = 'ended' WHERE id = @JobId;

        UPDATE place
           SET state = 'closed', assignment_id = NULL, lease_until = NULL
         WHERE job_id = @JobId AND state = 'open';

        UPDATE assignment
           SET state = 'ended', ended_at = @Now
         WHERE job_id = @JobId AND state = 'held'
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
        },
        ct);

    public Task AddSubmissionAsync(Submission submission, CancellationToken ct) =>
        ExecuteAsync(AddSubmissionSql, ParametersOf(submission), ct);

    public async Task KeepLateSubmissionAsync(Submission submission, CancellationToken ct)
    {
        await ExecuteAsync(KeepLateSubmissionSql, ParametersOf(submission), ct);
        await work.CommitAsync(ct);
    }

    public Task EndJobAsync(Guid jobId, DateTimeOffset now, CancellationToken ct) =>
        ExecuteAsync(EndJobSql, new { JobId = jobId, Now = now }, ct);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private static object ParametersOf(Submission submission) => new
    {
        AssignmentId = submission.Assignment.Id,
        submission.Assignment.JobId,
        submission.Assignment.ProjectId,
        submission.Assignment.AnnotatorId,
        submission.Assignment.Round,
        submission.Version,
        submission.Annotations,
        submission.SubmittedAt,
    };

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

        public required bool HasPlace { get; init; }

        public required bool JobIsOpen { get; init; }

        public required int JobRound { get; init; }

        public required DateTimeOffset JobExpiresAt { get; init; }

        public required DateTimeOffset JobStartedAt { get; init; }

        public required int LeaseMinutes { get; init; }

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
            HasPlace = HasPlace,
            Job = new JobInWork(JobIsOpen, JobRound, JobExpiresAt, JobStartedAt, TimeSpan.FromMinutes(LeaseMinutes)),
        };
    }
}
