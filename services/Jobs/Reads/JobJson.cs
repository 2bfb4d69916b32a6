using System.Text.Encodings.Web;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>Which parts of a job are written besides those that all see.</summary>
[Flags]
internal enum JobParts
{
    /// <summary>As in a client's list.</summary>
    None = 0,

    /// <summary>What it shows annotators besides its files: only where one job is read.</summary>
    Material = 1,

    /// <summary>Whose it is.</summary>
    Administration = 2,

    /// <summary>What became of it besides its result: only where an administrator reads one job.</summary>
    History = 4,
}

/// <summary>A job as clients see it, written straight from its row: by GET, by lists, and as the webhook's body.</summary>
internal sealed class JobJson(FileUrls fileUrls)
{
    /// <summary>What <see cref="Write"/> reads, in this order; the query knows <c>@Now</c>.</summary>
    public const string Columns = """
        job.id, job.project_id, job.account_id, job.is_test, job.version, job.status, job.created_at, job.started_at, job.finished_at,
        job.expires_at, job.error, job.files,
        CASE WHEN job.status IN ('new', 'progress') AND job.expires_at <= @Now THEN job.default_annotations ELSE job.annotations END,
        job.origins, job.metadata, job.priority, job.due_at, job.assignees, job.team_id, job.template_id, job.template_version,
        job.form IS NOT NULL
        """;

    /// <summary>What it shows annotators, which may be large: behind <see cref="Columns"/> where one job is read, never in a list.</summary>
    public const string MaterialColumns = "job.attachments, job.content";

    /// <summary>Behind both, for <see cref="JobParts.History"/>.</summary>
    public const string HistoryColumns = "job.requeued_at, job.completed_by, job.webhook_url IS NOT NULL, job.dialect, job.unique_id, job.form";

    /// <summary>Our own writing is known to be well-formed; Hangul and quotes stay readable.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The first columns of a row, by which it is told whose it is.</summary>
    public static (Guid Id, Guid ProjectId, Guid AccountId) KeyOf(NpgsqlDataReader row) => (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2));

    /// <summary>Changes whenever the body does; the same before and after the sweeper writes an expiry down.</summary>
    public static string ETagOf(NpgsqlDataReader row, DateTimeOffset now) => $"\"{VersionOf(row, now)}\"";

    public void Write(Utf8JsonWriter json, NpgsqlDataReader row, DateTimeOffset now, JobParts parts)
    {
        var isDue = IsDue(row, now);
        var isFallback = isDue && !row.IsDBNull(12);
        var status = isDue ? Expiry.EndOf(isFallback) : JobStatusText.Read(row.GetString(5));
        var files = JsonSerializer.Deserialize<List<StoredFile>>(row.GetString(11), JsonConventions.Options) ?? [];

        json.WriteStartObject();
        json.WriteString("project_id"u8, row.GetGuid(1));
        json.WriteString("job_id"u8, row.GetGuid(0));
        WriteInstant(json, "create_date"u8, row, 6);
        WriteInstant(json, "start_date"u8, row, 7);
        WriteInstant(json, "finish_date"u8, row, isDue ? 9 : 8);
        json.WriteString("status"u8, JobStatusText.Of(status));
        if (row.IsDBNull(12)) json.WriteNull("annotations"u8);
        else WriteRaw(json, "annotations"u8, row, 12);
        json.WriteString("image"u8, files.Count > 0 ? fileUrls.Of(files[0].FileId) : null);
        if (status == JobStatus.Error) json.WriteString("error"u8, row.GetString(10));
        WriteInstant(json, "expiration_date"u8, row, 9);
        MaterialJson.WriteFiles(json, files, fileUrls);
        WriteAdditions(json, row, isFallback);
        if (parts.HasFlag(JobParts.Material))
        {
            if (!row.IsDBNull(22)) MaterialJson.WriteAttachments(json, row.GetString(22), fileUrls);
            WriteRaw(json, "content"u8, row, 23);
        }

        if (parts.HasFlag(JobParts.Administration))
        {
            json.WriteString("account_id"u8, row.GetGuid(2));
            json.WriteBoolean("is_test"u8, row.GetBoolean(3));
            json.WriteNumber("version"u8, VersionOf(row, now));
        }

        if (parts.HasFlag(JobParts.History))
        {
            WriteInstant(json, "requeue_date"u8, row, 24);
            json.WriteString("completed_by"u8, row.IsDBNull(25) ? null : row.GetString(25));
            json.WriteBoolean("has_webhook"u8, row.GetBoolean(26));
            json.WriteString("dialect"u8, row.IsDBNull(27) ? null : row.GetString(27));
            json.WriteString("unique_id"u8, row.IsDBNull(28) ? null : row.GetString(28));
            WriteRaw(json, "form"u8, row, 29);
        }

        json.WriteEndObject();
    }

    /// <summary>What a job has beyond the contract, small enough for every poll and list; what it does not have is left out.</summary>
    private static void WriteAdditions(Utf8JsonWriter json, NpgsqlDataReader row, bool isFallback)
    {
        if (isFallback) WriteRaw(json, "origins"u8, Origins.OfFallback(row.GetString(12)));
        else WriteRaw(json, "origins"u8, row, 13);
        WriteRaw(json, "metadata"u8, row, 14);
        if (!row.IsDBNull(15)) json.WriteString("priority"u8, row.GetString(15));
        if (!row.IsDBNull(16)) json.WriteString("due_date"u8, row.GetDateTime(16));
        WriteRaw(json, "assignees"u8, row, 17);
        if (!row.IsDBNull(18)) json.WriteString("team_id"u8, row.GetGuid(18));

        var (isOwn, isProjects) = (row.GetBoolean(21), !row.IsDBNull(19));
        if (!isOwn && !isProjects) return;
        json.WriteStartObject("template"u8);
        if (isOwn)
        {
            json.WriteBoolean("own"u8, true);
        }
        else
        {
            json.WriteString("id"u8, row.GetGuid(19));
            json.WriteNumber("version"u8, row.GetInt32(20));
        }

        json.WriteEndObject();
    }

    private static bool IsDue(NpgsqlDataReader row, DateTimeOffset now) =>
        !row.IsDBNull(9) && Expiry.IsDue(JobStatusText.Read(row.GetString(5)), row.GetFieldValue<DateTimeOffset>(9), now);

    private static long VersionOf(NpgsqlDataReader row, DateTimeOffset now) => row.GetInt64(4) + (IsDue(row, now) ? 1 : 0);

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column)) return;
        json.WritePropertyName(name);
        json.WriteRawValue(row.GetFieldValue<byte[]>(column), skipInputValidation: true);
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column)) json.WriteNull(name);
        else json.WriteString(name, row.GetDateTime(column));
    }
}
