using Dapper;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>Something that was handed in for a job, as administrators see it.</summary>
internal sealed record SubmissionResponse(
    Guid AssignmentId,
    Guid AnnotatorId,
    string AnnotatorName,
    string AnnotatorEmail,
    int Round,
    int Version,
    DateTimeOffset SubmitDate,
    bool Counted,
    string? ReviewComment,
    string? Comment,
    RawJson Annotations);

/// <summary>A review of a job, as administrators see it.</summary>
internal sealed record JobReviewResponse(
    Guid Id,
    int Round,
    int Attempt,
    int Stage,
    string Status,
    Guid? ReviewerId,
    string? ReviewerName,
    string? Comment,
    DateTimeOffset OpenDate,
    DateTimeOffset? EndDate,
    RawJson Proposed,
    RawJson? Origins,
    RawJson? Fixed);

/// <summary>Somebody's hold on a job, as administrators see it.</summary>
internal sealed record JobAssignmentResponse(
    Guid Id,
    Guid AnnotatorId,
    string AnnotatorName,
    int Round,
    string Status,
    string? Reason,
    DateTimeOffset ClaimDate,
    DateTimeOffset? EndDate,
    double? ActiveSeconds);

/// <summary>All that people did for one job's result.</summary>
internal sealed record JobSubmissionsResponse(
    Guid JobId,
    IReadOnlyList<JobAssignmentResponse> Assignments,
    IReadOnlyList<SubmissionResponse> Submissions,
    IReadOnlyList<JobReviewResponse> Reviews);

internal sealed class SubmissionReads(NpgsqlDataSource database)
{
    private const string KnowsJobSql = "SELECT EXISTS (SELECT FROM job WHERE id = @JobId)";

    private const string SubmissionsSql = """
        SELECT a.id AS assignment_id, a.annotator_id, who.name AS annotator_name, who.email AS annotator_email, s.round, s.version,
               s.submitted_at AS submit_date, s.counted, a.review_comment, s.comment, s.annotations::text AS annotations
          FROM assignment a
          JOIN submission s ON s.assignment_id = a.id
          JOIN annotator who ON who.id = a.annotator_id
         WHERE a.job_id = @JobId
         ORDER BY s.sequence
        """;

    // By assignment_once, which begins with the job.
    private const string AssignmentsSql = """
        SELECT a.id, a.annotator_id, who.name AS annotator_name, a.round, a.state AS status, a.reason, a.claimed_at AS claim_date,
               a.ended_at AS end_date, a.active_ms / 1000.0::double precision AS active_seconds
          FROM assignment a
          JOIN annotator who ON who.id = a.annotator_id
         WHERE a.job_id = @JobId
         ORDER BY a.claimed_at, a.id
        """;

    private const string ReviewsSql = """
        SELECT v.id, v.round, v.attempt, v.stage, v.state AS status, v.reviewer_id, who.name AS reviewer_name, v.comment,
               v.opened_at AS open_date, v.ended_at AS end_date, v.proposed::text AS proposed, v.origins::text AS origins, v.fixed::text AS fixed
          FROM review v
          LEFT JOIN annotator who ON who.id = v.reviewer_id
         WHERE v.job_id = @JobId
         ORDER BY v.round, v.attempt, v.stage
        """;

    /// <summary>Null when the queue has never heard of the job.</summary>
    public async Task<JobSubmissionsResponse?> FindAsync(Guid jobId, CancellationToken ct)
    {
        var parameters = new { JobId = jobId };
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(KnowsJobSql, parameters, cancellationToken: ct))) return null;

        var assignments = await connection.QueryAsync<JobAssignmentResponse>(new CommandDefinition(AssignmentsSql, parameters, cancellationToken: ct));
        var submissions = await connection.QueryAsync<SubmissionRow>(new CommandDefinition(SubmissionsSql, parameters, cancellationToken: ct));
        var reviews = await connection.QueryAsync<ReviewRow>(new CommandDefinition(ReviewsSql, parameters, cancellationToken: ct));
        return new JobSubmissionsResponse(
            jobId, assignments.AsList(), [.. submissions.Select(row => row.ToResponse())], [.. reviews.Select(row => row.ToResponse())]);
    }

    private sealed record SubmissionRow(
        Guid AssignmentId,
        Guid AnnotatorId,
        string AnnotatorName,
        string AnnotatorEmail,
        int Round,
        int Version,
        DateTimeOffset SubmitDate,
        bool Counted,
        string? ReviewComment,
        string? Comment,
        string Annotations)
    {
        public SubmissionResponse ToResponse() => new(
            AssignmentId, AnnotatorId, AnnotatorName, AnnotatorEmail, Round, Version, SubmitDate, Counted, ReviewComment, Comment, RawJson.FromText(Annotations));
    }

    private sealed record ReviewRow(
        Guid Id,
        int Round,
        int Attempt,
        int Stage,
        string Status,
        Guid? ReviewerId,
        string? ReviewerName,
        string? Comment,
        DateTimeOffset OpenDate,
        DateTimeOffset? EndDate,
        string Proposed,
        string? Origins,
        string? Fixed)
    {
        public JobReviewResponse ToResponse() => new(
            Id, Round, Attempt, Stage, Status, ReviewerId, ReviewerName, Comment, OpenDate, EndDate, RawJson.FromText(Proposed), RawOf(Origins), RawOf(Fixed));

        private static RawJson? RawOf(string? json) => json is null ? null : RawJson.FromText(json);
    }
}
