using System.Text.Json;
using Dapper;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Infrastructure.Forms;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>Shows an assignment to its annotator, with URLs that let them read its files.</summary>
internal sealed class AssignmentReads(NpgsqlDataSource database, IJobsClient jobs, CompiledForms forms, FileUrls urls, TimeProvider time)
{
    // The remark is that of the first who could not do the job; nothing else of what others did is ever read.
    private const string FindSql = $"""
        SELECT a.id, a.job_id, a.project_id, r.name AS project_name, a.state AS status, a.lease_until AS lease_expires, a.version,
               a.template_id, a.template_version, a.form_hash, f.form::text AS form, a.instructions_version, i.file::text AS instructions,
               j.priority, NULLIF(j.due_at, 'infinity') AS due_date, j.files::text AS files, j.attachments::text AS attachments,
               j.content::text AS content, j.has_predictions, a.draft::text AS draft, a.review_comment,
               {SecondThoughtsSql.CanUndoUntil} AS undo_until, {SecondThoughtsSql.CanCorrect} AS can_correct,
               (SELECT other.reason
                  FROM assignment other
                 WHERE other.job_id = a.job_id AND other.round = a.round AND other.state = 'reported' AND other.id <> a.id
                 ORDER BY other.ended_at
                 LIMIT 1) AS remark
          FROM assignment a
          JOIN job j ON j.id = a.job_id
          JOIN project r ON r.id = a.project_id
          LEFT JOIN instructions i ON i.project_id = a.project_id AND i.version = a.instructions_version
          LEFT JOIN form f ON f.hash = a.form_hash
         WHERE a.id = @AssignmentId AND a.annotator_id = @AnnotatorId
        """;

    /// <summary>Null when the annotator has no such assignment. Throws <see cref="HttpRequestException"/> while Jobs does not answer.</summary>
    public async Task<AssignmentResponse?> FindAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct)
    {
        if (await FindRowAsync(assignmentId, annotatorId, ct) is not { } row) return null;

        // Whoever skipped or lost a job has no business with its files any more; what one submitted one may look at.
        var isTheirs = row.Status is "held" or "submitted";
        var predictions = isTheirs && row.HasPredictions ? (await jobs.GetPredictionsAsync(row.JobId, ct))?.Predictions : null;
        var fits = predictions is { } given ? Fits(row, given) : null;
        return new AssignmentResponse
        {
            Id = row.Id,
            JobId = row.JobId,
            ProjectId = row.ProjectId,
            ProjectName = row.ProjectName,
            Status = row.Status,
            LeaseExpires = row.LeaseExpires,
            Version = row.Version,
            Template = row.Form is { } form ? AssignmentTemplate.Of(row.TemplateId, row.TemplateVersion, form) : null,
            InstructionsFile = isTheirs && row.Instructions is { } file ? urls.UrlOf(StoredMaterial.Parse<StoredFile>(file).FileId, annotatorId) : null,
            InstructionsVersion = row.InstructionsVersion,
            Priority = (JobPriority)row.Priority,
            DueDate = row.DueDate,
            Files = isTheirs ? [.. StoredMaterial.Parse<List<StoredFile>>(row.Files).Select(file => urls.FileOf(file, annotatorId))] : [],
            Attachments = isTheirs ? [.. StoredMaterial.Parse<List<Attachment>>(row.Attachments).Select(one => urls.AttachmentOf(one, annotatorId))] : [],
            Content = isTheirs ? RawOf(row.Content) : null,
            Predictions = predictions,
            PredictionsFit = fits,
            Draft = RawOf(row.Draft) ?? (fits == true ? RawJson.FromText(predictions!.Value.GetRawText()) : null),
            Annotations = row.Status == "submitted" ? RawOf(row.Draft) : null,
            Remark = isTheirs ? row.Remark : null,
            UndoUntil = row.UndoUntil,
            CanCorrect = row.CanCorrect,
            ReviewComment = row.ReviewComment,
        };
    }

    private async Task<Row?> FindRowAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct)
    {
        // Given back before Jobs is asked: a slow answer must not keep a connection.
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            FindSql, new { AssignmentId = assignmentId, AnnotatorId = annotatorId, Now = time.GetUtcNow() }, cancellationToken: ct));
    }

    private bool? Fits(Row row, JsonElement predictions) => row is { FormHash: { } hash, Form: { } form }
        ? forms.Of(hash, form).Judge(predictions, StoredMaterial.Of(row.Content, row.Files, row.Attachments)).Count == 0
        : null;

    private static RawJson? RawOf(string? json) => json is null ? null : RawJson.FromText(json);

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required Guid JobId { get; init; }

        public required Guid ProjectId { get; init; }

        public required string ProjectName { get; init; }

        public required string Status { get; init; }

        public required DateTimeOffset LeaseExpires { get; init; }

        public required int Version { get; init; }

        public Guid? TemplateId { get; init; }

        public int? TemplateVersion { get; init; }

        public byte[]? FormHash { get; init; }

        public string? Form { get; init; }

        public required int InstructionsVersion { get; init; }

        public string? Instructions { get; init; }

        public required short Priority { get; init; }

        public DateTimeOffset? DueDate { get; init; }

        public required string Files { get; init; }

        public required string Attachments { get; init; }

        public string? Content { get; init; }

        public required bool HasPredictions { get; init; }

        public string? Draft { get; init; }

        public DateTimeOffset? UndoUntil { get; init; }

        public required bool CanCorrect { get; init; }

        public string? Remark { get; init; }

        public string? ReviewComment { get; init; }
    }
}
