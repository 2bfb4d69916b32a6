using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Reads;

/// <summary>Batches as dialects show them.</summary>
internal sealed class BatchReads(NpgsqlDataSource database)
{
    // As it is now, though the worker writes a completion down a moment later.
    private const string Status = """
        CASE WHEN batch.finalized_at IS NULL THEN 'staging'
             WHEN batch.completed_at IS NOT NULL THEN 'completed'
             WHEN EXISTS (SELECT FROM job WHERE job.batch_id = batch.id AND job.status IN ('new', 'progress')) THEN 'in_progress'
             ELSE 'completed' END
        """;

    private const string Columns = $"batch.id, batch.name, batch.project_id, batch.created_at, batch.completed_at, batch.data, {Status} AS status";

    private const string Counted = """
        (SELECT coalesce(json_object_agg(status, many), '{}')
           FROM (SELECT status, count(*) AS many FROM job WHERE job.batch_id = batch.id GROUP BY status) AS each)
        """;

    private const string GetSql = $"SELECT {Columns}, NULL AS counts FROM batch WHERE batch.id = @BatchId AND batch.account_id = @AccountId";

    /// <summary>Null when the account has no such batch.</summary>
    public async Task<BatchRecord?> GetAsync(Guid accountId, Guid batchId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(GetSql).With("BatchId", batchId).With("AccountId", accountId);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<FoundBatches> FindAsync(FindBatches question, CancellationToken ct)
    {
        var where = $"batch.account_id = @AccountId AND batch.dialect = @Dialect AND batch.is_test = @IsTest{Conditions(question)}";
        await using var connection = await database.OpenConnectionAsync(ct);
        var found = new List<BatchRecord>();
        await using (var page = Command(
            $"""
             SELECT {Columns}, {(question.WithCounts ? Counted : "NULL")} AS counts
               FROM batch
              WHERE {where}
              ORDER BY batch.id DESC
             OFFSET @Offset LIMIT @Limit
             """,
            question,
            connection))
        {
            await using var row = await page.With("Offset", question.Offset).With("Limit", question.Limit).ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) found.Add(Read(row));
        }

        // A page that is not full tells how many there are.
        if (found.Count < question.Limit && (found.Count > 0 || question.Offset == 0)) return new FoundBatches(found, question.Offset + found.Count);
        await using var total = Command($"SELECT count(*) FROM batch WHERE {where}", question, connection);
        return new FoundBatches(found, (long)(await total.ExecuteScalarAsync(ct))!);
    }

    private static string Conditions(FindBatches question) =>
        (question.Name is null ? "" : " AND batch.name = @Name")
        + (question.ProjectId is null ? "" : " AND batch.project_id = @ProjectId")
        + (question.Status is null ? "" : $" AND {Status} = @Status")
        + (question.CreatedAfter is null ? "" : " AND batch.created_at >= @CreatedAfter AND batch.id >= @FromId")
        + (question.CreatedBefore is null ? "" : " AND batch.created_at < @CreatedBefore AND batch.id < @BelowId");

    private static NpgsqlCommand Command(string sql, FindBatches question, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection)
            .With("AccountId", question.AccountId).With("Dialect", question.Dialect).With("IsTest", question.IsTest);
        if (question.Name is { } name) command.With("Name", name);
        if (question.ProjectId is { } project) command.With("ProjectId", project);
        if (question.Status is { } status) command.With("Status", WordOf(status));
        if (question.CreatedAfter is { } from) command.With("CreatedAfter", from.ToUniversalTime()).With("FromId", IdRange.LowestOf(from, TimeSpan.Zero));
        if (question.CreatedBefore is { } to) command.With("CreatedBefore", to.ToUniversalTime()).With("BelowId", IdRange.LowestOf(to, TimeSpan.FromMilliseconds(1)));
        return command;
    }

    private static BatchRecord Read(NpgsqlDataReader row) => new()
    {
        BatchId = row.GetGuid(row.GetOrdinal("id")),
        Name = row.GetString(row.GetOrdinal("name")),
        ProjectId = row.GetGuid(row.GetOrdinal("project_id")),
        Status = row.GetString(row.GetOrdinal("status")) switch
        {
            "staging" => BatchStatus.Staging,
            "in_progress" => BatchStatus.InProgress,
            _ => BatchStatus.Completed,
        },
        CreatedAt = DialectRow.Instant(row, "created_at")!.Value,
        CompletedAt = DialectRow.Instant(row, "completed_at"),
        Data = JsonElement.Parse(row.GetString(row.GetOrdinal("data"))),
        Counts = DialectRow.Text(row, "counts") is { } counts
            ? JsonSerializer.Deserialize<Dictionary<string, long>>(counts)!.ToDictionary(each => DialectRow.StatusOf(JobStatusText.Read(each.Key)), each => each.Value)
            : null,
    };

    private static string WordOf(BatchStatus status) => status switch
    {
        BatchStatus.Staging => "staging",
        BatchStatus.InProgress => "in_progress",
        BatchStatus.Completed => "completed",
    };
}
