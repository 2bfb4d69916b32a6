using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Npgsql;
using JobStatus = Hitl.Contracts.Jobs.JobStatus;

namespace Hitl.Jobs.Reads;

/// <summary>A row as dialects get it; by the names of its columns.</summary>
internal static class DialectRow
{
    public const string Columns = """
        job.id, job.project_id, job.account_id, job.is_test, job.dialect, job.type, job.data, job.unique_id, job.tags, job.status, job.version,
        job.created_at, job.updated_at, job.started_at, job.finished_at, job.expires_at, job.due_at, job.priority, job.assignees, job.team_id,
        job.files, job.attachments, job.content, job.metadata, job.annotations, job.default_annotations, job.origins, job.completed_by,
        job.error, job.webhook_url, job.callback_succeeded,
        job.batch_id IS NOT NULL AND EXISTS (SELECT FROM staged_job WHERE staged_job.job_id = job.id) AS is_staged
        """;

    public static JobRecord Read(NpgsqlDataReader row, DateTimeOffset now)
    {
        var written = JobStatusText.Read(row.GetString(row.GetOrdinal("status")));
        var expiresAt = Instant(row, "expires_at");
        var fallback = Text(row, "default_annotations");
        var isDue = Expiry.IsDue(written, expiresAt, now);
        var isFallback = isDue && fallback is not null;
        var createdAt = Instant(row, "created_at")!.Value;
        return new JobRecord
        {
            JobId = row.GetGuid(row.GetOrdinal("id")),
            ProjectId = row.GetGuid(row.GetOrdinal("project_id")),
            AccountId = row.GetGuid(row.GetOrdinal("account_id")),
            IsTest = row.GetBoolean(row.GetOrdinal("is_test")),
            Dialect = Text(row, "dialect"),
            Type = Text(row, "type"),
            Data = Json(row, "data"),
            UniqueId = Text(row, "unique_id"),
            Tags = row.IsDBNull(row.GetOrdinal("tags")) ? [] : row.GetFieldValue<string[]>(row.GetOrdinal("tags")),
            Status = StatusOf(isDue ? Expiry.EndOf(isFallback) : written),
            Version = row.GetInt64(row.GetOrdinal("version")) + (isDue ? 1 : 0),
            CreatedAt = createdAt,
            UpdatedAt = (isDue ? expiresAt : Instant(row, "updated_at")) ?? createdAt,
            StartedAt = Instant(row, "started_at"),
            FinishedAt = isDue ? expiresAt : Instant(row, "finished_at"),
            DueAt = Instant(row, "due_at"),
            Priority = PriorityText.Read(Text(row, "priority")),
            Assignees = List<string>(row, "assignees"),
            TeamId = row.IsDBNull(row.GetOrdinal("team_id")) ? null : row.GetGuid(row.GetOrdinal("team_id")),
            Files = List<StoredFile>(row, "files"),
            Attachments = List<Attachment>(row, "attachments"),
            Content = Json(row, "content"),
            Metadata = Json(row, "metadata"),
            Annotations = isFallback ? JsonElement.Parse(fallback!) : Json(row, "annotations"),
            Origins = isFallback ? JsonElement.Parse(Origins.OfFallback(fallback!)) : Json(row, "origins"),
            CompletedBy = Text(row, "completed_by"),
            Error = Text(row, "error"),
            WebhookUrl = Text(row, "webhook_url"),
            IsStaged = row.GetBoolean(row.GetOrdinal("is_staged")),
            CallbackSucceeded = row.IsDBNull(row.GetOrdinal("callback_succeeded")) ? null : row.GetBoolean(row.GetOrdinal("callback_succeeded")),
        };
    }

    public static JobStatus StatusOf(Domain.JobStatus status) => status switch
    {
        Domain.JobStatus.New => JobStatus.New,
        Domain.JobStatus.Progress => JobStatus.Progress,
        Domain.JobStatus.Done => JobStatus.Done,
        Domain.JobStatus.Error => JobStatus.Error,
        Domain.JobStatus.Canceled => JobStatus.Canceled,
        Domain.JobStatus.Expired => JobStatus.Expired,
    };

    public static string? Text(NpgsqlDataReader row, string column) => row.IsDBNull(row.GetOrdinal(column)) ? null : row.GetString(row.GetOrdinal(column));

    public static DateTimeOffset? Instant(NpgsqlDataReader row, string column) =>
        row.IsDBNull(row.GetOrdinal(column)) ? null : row.GetFieldValue<DateTimeOffset>(row.GetOrdinal(column));

    private static JsonElement? Json(NpgsqlDataReader row, string column) => Text(row, column) is { } json ? JsonElement.Parse(json) : null;

    private static List<T> List<T>(NpgsqlDataReader row, string column) =>
        Text(row, column) is { } json ? JsonSerializer.Deserialize<List<T>>(json, JsonConventions.Options) ?? [] : [];
}
