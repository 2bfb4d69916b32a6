using Dapper;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Infrastructure.Forms;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>Shows reviews to their reviewers, with URLs that let them read the job's files.</summary>
internal sealed class ReviewReads(NpgsqlDataSource database, IJobsClient jobs, FileUrls urls)
{
    private const string FindSql = """
        SELECT v.id, v.job_id, v.project_id, v.round, r.name AS project_name, v.state AS status, v.stage,
               coalesce((r.settings #>> '{review,stages}')::integer, 1) AS stages, v.lease_until AS lease_expires, v.version,
               a.template_id, a.template_version, f.form::text AS form, i.file::text AS instructions,
               j.files::text AS files, j.attachments::text AS attachments, j.content::text AS content, j.has_predictions,
               v.proposed::text AS proposed, v.origins::text AS origins, v.fixed::text AS fixed, v.draft::text AS draft, v.comment
          FROM review v
          JOIN job j ON j.id = v.job_id
          JOIN project r ON r.id = v.project_id
          JOIN assignment a ON a.id = v.assignment_id
          LEFT JOIN instructions i ON i.project_id = a.project_id AND i.version = a.instructions_version
          LEFT JOIN form f ON f.hash = a.form_hash
         WHERE v.id = @ReviewId AND v.reviewer_id = @ReviewerId AND v.state <> 'open'
        """;

    private const string SubmissionsSql = """
        SELECT a.id AS assignment_id, a.annotator_id, who.name AS annotator_name, s.submitted_at AS submit_date, s.comment, s.annotations::text AS annotations
          FROM submission s
          JOIN assignment a ON a.id = s.assignment_id
          JOIN annotator who ON who.id = a.annotator_id
         WHERE s.job_id = @JobId AND s.round = @Round AND s.counted
         ORDER BY s.sequence
        """;

    private const string CommentsSql = """
        SELECT v.attempt, v.stage, v.reviewer_id, who.name AS reviewer_name, v.state AS status, v.comment, v.ended_at AS end_date
          FROM review v
          JOIN annotator who ON who.id = v.reviewer_id
         WHERE v.job_id = @JobId AND v.round = @Round AND v.id <> @Id AND v.state IN ('accepted', 'fixed', 'returned')
         ORDER BY v.attempt, v.stage
        """;

    // Newest first. Without a cursor the page begins behind the highest id there can be. From one key of review_reviewer to another: see WorkReads.
    private const string ListSql = """
        SELECT v.id, v.job_id, v.project_id, r.name AS project_name, v.state AS status, v.stage, v.comment, v.ended_at AS end_date
          FROM review v
          JOIN project r ON r.id = v.project_id
         WHERE v.state IN ('accepted', 'fixed', 'returned')
           AND (v.reviewer_id, v.id) >= (@ReviewerId, '00000000-0000-0000-0000-000000000000'::uuid)
           AND (v.reviewer_id, v.id) < (@ReviewerId, coalesce(@After, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
         ORDER BY v.reviewer_id DESC, v.id DESC
         LIMIT @Limit
        """;

    /// <summary>Null when the reviewer has no such review. Throws <see cref="HttpRequestException"/> while Jobs does not answer.</summary>
    public async Task<ReviewResponse?> FindAsync(Guid reviewId, Guid reviewerId, CancellationToken ct)
    {
        if (await FindRowsAsync(reviewId, reviewerId, ct) is not var (row, submissions, comments)) return null;

        var predictions = row.HasPredictions ? await jobs.GetPredictionsAsync(row.JobId, ct) : null;
        return new ReviewResponse
        {
            Id = row.Id,
            JobId = row.JobId,
            ProjectId = row.ProjectId,
            ProjectName = row.ProjectName,
            Status = row.Status,
            Stage = row.Stage,
            Stages = row.Stages,
            LeaseExpires = row.LeaseExpires,
            Version = row.Version,
            Template = row.Form is { } form ? AssignmentTemplate.Of(row.TemplateId, row.TemplateVersion, form) : null,
            InstructionsFile = row.Instructions is { } file ? urls.UrlOf(StoredMaterial.Parse<StoredFile>(file).FileId, reviewerId) : null,
            Files = [.. StoredMaterial.Parse<List<StoredFile>>(row.Files).Select(file => urls.FileOf(file, reviewerId))],
            Attachments = [.. StoredMaterial.Parse<List<Attachment>>(row.Attachments).Select(one => urls.AttachmentOf(one, reviewerId))],
            Content = RawOf(row.Content),
            Predictions = predictions?.Predictions,
            Submissions =
            [
                .. submissions.Select(submission => new ReviewedSubmission(
                    submission.AssignmentId, submission.AnnotatorId, submission.AnnotatorName, submission.SubmitDate, submission.Comment, RawJson.FromText(submission.Annotations))),
            ],
            Proposed = RawJson.FromText(row.Proposed),
            Origins = RawOf(row.Origins),
            Fixed = RawOf(row.Fixed),
            Comments = comments,
            Draft = RawOf(row.Draft),
            Comment = row.Comment,
        };
    }

    public async Task<Page<ReviewHistoryResponse>> ListAsync(Guid reviewerId, PageRequest page, CancellationToken ct)
    {
        var parameters = new { ReviewerId = reviewerId, page.After, Limit = page.Limit + 1 };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<ReviewHistoryResponse>(new CommandDefinition(ListSql, parameters, cancellationToken: ct));
        return Page<ReviewHistoryResponse>.Of(rows.AsList(), page.Limit, review => review.Id);
    }

    private async Task<(ReviewRow Row, List<SubmissionRow> Submissions, List<ReviewComment> Comments)?> FindRowsAsync(
        Guid reviewId, Guid reviewerId, CancellationToken ct)
    {
        // Given back before Jobs is asked: a slow answer must not keep a connection.
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { ReviewId = reviewId, ReviewerId = reviewerId };
        if (await connection.QuerySingleOrDefaultAsync<ReviewRow>(new CommandDefinition(FindSql, parameters, cancellationToken: ct)) is not { } row) return null;

        var ofJob = new { row.JobId, row.Round, row.Id };
        var submissions = await connection.QueryAsync<SubmissionRow>(new CommandDefinition(SubmissionsSql, ofJob, cancellationToken: ct));
        var comments = await connection.QueryAsync<ReviewComment>(new CommandDefinition(CommentsSql, ofJob, cancellationToken: ct));
        return (row, submissions.AsList(), comments.AsList());
    }

    private static RawJson? RawOf(string? json) => json is null ? null : RawJson.FromText(json);

    private sealed record ReviewRow
    {
        public required Guid Id { get; init; }

        public required Guid JobId { get; init; }

        public required Guid ProjectId { get; init; }

        public required int Round { get; init; }

        public required string ProjectName { get; init; }

        public required string Status { get; init; }

        public required int Stage { get; init; }

        public required int Stages { get; init; }

        public DateTimeOffset? LeaseExpires { get; init; }

        public required int Version { get; init; }

        public Guid? TemplateId { get; init; }

        public int? TemplateVersion { get; init; }

        public string? Form { get; init; }

        public string? Instructions { get; init; }

        public required string Files { get; init; }

        public required string Attachments { get; init; }

        public string? Content { get; init; }

        public required bool HasPredictions { get; init; }

        public required string Proposed { get; init; }

        public string? Origins { get; init; }

        public string? Fixed { get; init; }

        public string? Draft { get; init; }

        public string? Comment { get; init; }
    }

    private sealed record SubmissionRow
    {
        public required Guid AssignmentId { get; init; }

        public required Guid AnnotatorId { get; init; }

        public required string AnnotatorName { get; init; }

        public required DateTimeOffset SubmitDate { get; init; }

        public string? Comment { get; init; }

        public required string Annotations { get; init; }
    }
}
