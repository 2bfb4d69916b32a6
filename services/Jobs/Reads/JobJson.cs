using System.Text.Encodings.Web;
using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>A job as clients see it, written straight from its row: by GET, by lists, and as the webhook's body.</summary>
internal sealed class JobJson(FileUrls fileUrls)
{
    /// <summary>What <see cref="Write"/> reads, in this order.</summary>
    public const string Columns = """
        job.id, job.project_id, job.account_id, job.is_test, job.version, job.status, job.created_at, job.started_at, job.finished_at,
        job.expires_at, job.error, job.files, job.annotations
        """;

    /// <summary>Our own writing is known to be well-formed; Hangul and quotes stay readable.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The first columns of a row, by which it is told whose it is.</summary>
    public static (Guid Id, Guid ProjectId, Guid AccountId) KeyOf(NpgsqlDataReader row) => (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2));

    /// <summary>Changes whenever the body does; the same before and after the sweeper writes an expiry down.</summary>
    public static string ETagOf(NpgsqlDataReader row, DateTimeOffset now) => $"\"{VersionOf(row, now)}\"";

    public void Write(Utf8JsonWriter json, NpgsqlDataReader row, DateTimeOffset now, bool forAdministrators = false)
    {
        var isDue = IsDue(row, now);
        var status = isDue ? JobStatus.Expired : JobStatusText.Read(row.GetString(5));
        var files = JsonSerializer.Deserialize<List<StoredFile>>(row.GetString(11), JsonConventions.Options) ?? [];

        json.WriteStartObject();
        json.WriteString("project_id"u8, row.GetGuid(1));
        json.WriteString("job_id"u8, row.GetGuid(0));
        WriteInstant(json, "create_date"u8, row, 6);
        WriteInstant(json, "start_date"u8, row, 7);
        WriteInstant(json, "finish_date"u8, row, isDue ? 9 : 8);
        json.WriteString("status"u8, JobStatusText.Of(status));
        json.WritePropertyName("annotations"u8);
        if (row.IsDBNull(12)) json.WriteNullValue();
        else json.WriteRawValue(row.GetFieldValue<byte[]>(12), skipInputValidation: true);
        json.WriteString("image"u8, files.Count > 0 ? fileUrls.Of(files[0].FileId) : null);
        if (status == JobStatus.Error) json.WriteString("error"u8, row.GetString(10));
        WriteInstant(json, "expiration_date"u8, row, 9);
        WriteFiles(json, files);
        if (forAdministrators)
        {
            json.WriteString("account_id"u8, row.GetGuid(2));
            json.WriteBoolean("is_test"u8, row.GetBoolean(3));
            json.WriteNumber("version"u8, VersionOf(row, now));
        }

        json.WriteEndObject();
    }

    private static bool IsDue(NpgsqlDataReader row, DateTimeOffset now) =>
        !row.IsDBNull(9) && Expiry.IsDue(JobStatusText.Read(row.GetString(5)), row.GetFieldValue<DateTimeOffset>(9), now);

    private static long VersionOf(NpgsqlDataReader row, DateTimeOffset now) => row.GetInt64(4) + (IsDue(row, now) ? 1 : 0);

    private void WriteFiles(Utf8JsonWriter json, List<StoredFile> files)
    {
        json.WriteStartArray("files"u8);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, file.FileId);
            json.WriteString("url"u8, fileUrls.Of(file.FileId));
            json.WriteString("name"u8, file.Name);
            json.WriteString("content_type"u8, file.ContentType);
            json.WriteNumber("size"u8, file.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column)) json.WriteNull(name);
        else json.WriteString(name, row.GetDateTime(column));
    }
}
