using System.Text.Json;
using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresReviewStore(UnitOfWork work, ReturnedWorkSql returns, TimeProvider time) : IReviewStore
{
    private const string OpenSql = $"""
        {ReviewSql.CloseOfJob};

        INSERT INTO review
               (id, job_id, project_id, assignment_id, round, attempt, stage, state, priority, wanted_by, expires_at, proposed, origins, version, opened_at)
        SELECT @Id, j.id, j.project_id, @AssignmentId, j.round, 1 + coalesce((SELECT max(attempt) FROM review WHERE job_id = j.id AND round = j.round), 0), 1,
               'open', j.priority, least(j.due_at, j.expires_at), j.expires_at, @Proposed::json, @Origins::json, 1, @Now
          FROM job j
         WHERE j.id = @JobId
        """;

    private const string OpenNextStageSql = """
        INSERT INTO review
               (id, job_id, project_id, assignment_id, round, attempt, stage, state, priority, wanted_by, expires_at, proposed, origins, version, opened_at)
        SELECT @Id, job_id, project_id, assignment_id, round, attempt, stage + 1, 'open', priority, wanted_by, expires_at, @Proposed::json, @Origins::json, 1, @Now
          FROM review
         WHERE id = @EndedId
        """;

    private const string HoldReviewerSql = """
        SELECT email, status = 'active' AND role IN ('reviewer', 'administrator') AS may_review
          FROM annotator
         WHERE id = @AnnotatorId
           FOR NO KEY UPDATE
        """;

    private const string FindHeldSql = """
        SELECT id
          FROM review
         WHERE reviewer_id = @AnnotatorId AND state = 'held' AND expires_at > @Now
           AND (@ProjectId::uuid IS NULL OR project_id = @ProjectId)
         ORDER BY id
         LIMIT 1
        """;

    // The locks are taken in the order in which OF names the tables.
    private const string HoldSql = """
        SELECT v.id, v.job_id, v.project_id, v.assignment_id, v.round, v.attempt, v.stage, v.state, v.reviewer_id, v.version, v.draft::text AS draft, v.comment,
               coalesce(v.fixed, v.proposed)::text AS annotations,
               CASE WHEN v.fixed IS NULL THEN v.origins ELSE v.fixed_origins END::text AS origins,
               coalesce(v.lease_until, v.opened_at) AS lease_until, v.ended_at,
               j.state = 'open' AS job_is_open, j.round AS job_round, j.expires_at AS job_expires_at, j.started_at AS job_started_at, r.lease_minutes,
               r.settings::text AS settings
          FROM review v
          JOIN job j ON j.id = v.job_id
          JOIN project r ON r.id = v.project_id
         WHERE v.id = @ReviewId AND v.reviewer_id = @AnnotatorId
           FOR NO KEY UPDATE OF j, v
        """;

    private const string SaveSql = """
        UPDATE review
           SET state = @State, version = @Version, draft = @Draft::json, comment = @Comment, ended_at = @EndedAt,
               lease_until = CASE WHEN @State = 'held' THEN @LeaseUntil END,
               fixed = CASE WHEN @State = 'fixed' THEN @Annotations::json END,
               fixed_origins = CASE WHEN @State = 'fixed' THEN @Origins::json END
         WHERE id = @Id
        """;

    public Task OpenAsync(Guid jobId, Guid assignmentId, JobResult proposed, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        OpenSql,
        new { Id = NewId(), JobId = jobId, AssignmentId = assignmentId, Proposed = AnnotationsOf(proposed), Origins = OriginsOf(proposed), Now = now },
        ct);

    public Task OpenNextStageAsync(Review ended, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        OpenNextStageSql,
        new { Id = NewId(), EndedId = ended.Id, Proposed = AnnotationsOf(ended.Result), Origins = OriginsOf(ended.Result), Now = now },
        ct);

    public Task<Reviewer?> HoldReviewerAsync(Guid reviewerId, CancellationToken ct) =>
        SingleOrDefaultAsync<Reviewer>(HoldReviewerSql, new { AnnotatorId = reviewerId }, ct);

    public Task<Guid?> FindHeldAsync(Guid reviewerId, Guid? projectId, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<Guid?>(FindHeldSql, new { AnnotatorId = reviewerId, ProjectId = projectId, Now = now }, ct);

    public Task<Guid?> ClaimAsync(Guid reviewerId, Guid? projectId, DateTimeOffset now, CancellationToken ct) =>
        SingleOrDefaultAsync<Guid?>(ReviewSql.Claim, new { AnnotatorId = reviewerId, ProjectId = projectId, Now = now }, ct);

    public async Task<Review?> HoldAsync(Guid reviewId, Guid reviewerId, CancellationToken ct) =>
        (await SingleOrDefaultAsync<Row>(HoldSql, new { ReviewId = reviewId, AnnotatorId = reviewerId }, ct))?.ToReview();

    public Task SaveAsync(Review review, CancellationToken ct) => ExecuteAsync(
        SaveSql,
        new
        {
            review.Id,
            State = review.State.Word(),
            review.Version,
            review.Draft,
            review.Comment,
            review.EndedAt,
            review.LeaseUntil,
            Annotations = AnnotationsOf(review.Result),
            Origins = OriginsOf(review.Result),
        },
        ct);

    public Task<bool> ReturnAsync(ReturnedWork returned, DateTimeOffset now, CancellationToken ct) => returns.ReturnAsync(returned, now, ct);

    private static string AnnotationsOf(JobResult result) => result.Annotations.GetRawText();

    private static string? OriginsOf(JobResult result) =>
        result.Origins is { } origins ? JsonSerializer.Serialize(origins, JsonConventions.Options) : null;

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<T?> SingleOrDefaultAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid JobId { get; init; }

        public required Guid ProjectId { get; init; }

        public required Guid AssignmentId { get; init; }

        public required int Round { get; init; }

        public required int Attempt { get; init; }

        public required int Stage { get; init; }

        public required ReviewState State { get; init; }

        public required Guid ReviewerId { get; init; }

        public required int Version { get; init; }

        public string? Draft { get; init; }

        public string? Comment { get; init; }

        public required string Annotations { get; init; }

        public string? Origins { get; init; }

        public required DateTimeOffset LeaseUntil { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public required bool JobIsOpen { get; init; }

        public required int JobRound { get; init; }

        public required DateTimeOffset JobExpiresAt { get; init; }

        // Null once the job began anew: then the review is closed.
        public DateTimeOffset? JobStartedAt { get; init; }

        public required int LeaseMinutes { get; init; }

        public required string Settings { get; init; }

        public Review ToReview() => new()
        {
            Id = Id,
            JobId = JobId,
            ProjectId = ProjectId,
            AssignmentId = AssignmentId,
            Round = Round,
            Attempt = Attempt,
            Stage = Stage,
            State = State,
            ReviewerId = ReviewerId,
            Version = Version,
            Draft = Draft,
            Comment = Comment,
            Result = new JobResult(
                JsonSerializer.Deserialize<JsonElement>(Annotations),
                Origins is null ? null : JsonSerializer.Deserialize<Dictionary<string, FieldOrigin>>(Origins, JsonConventions.Options)),
            LeaseUntil = LeaseUntil,
            EndedAt = EndedAt,
            Job = new JobInWork
            {
                IsOpen = JobIsOpen,
                Round = JobRound,
                ExpiresAt = JobExpiresAt,
                StartedAt = JobStartedAt ?? LeaseUntil,
                LeaseLength = TimeSpan.FromMinutes(LeaseMinutes),
                Rules = StoredRules.Read(Settings),
            },
        };
    }
}
