using System.Text.Json;
using Dapper;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Infrastructure.Postgres;

internal sealed class PostgresBatchStore(UnitOfWork work, OutboxBell bell) : IBatchStore
{
    private const string AddSql = """
        INSERT INTO batch (id, account_id, dialect, is_test, name, project_id, data, created_at)
        VALUES (@BatchId, @AccountId, @Dialect, @IsTest, @Name, @ProjectId, @Data::json, @Now)
            ON CONFLICT (account_id, dialect, is_test, name) DO NOTHING
        """;

    private const string FinalizeSql = "UPDATE batch SET finalized_at = coalesce(finalized_at, @Now) WHERE id = @BatchId AND account_id = @AccountId";

    private const string KeepDataSql = "UPDATE batch SET data = @Data::json WHERE id = @BatchId AND account_id = @AccountId";

    // One batch after the other, the oldest first. Fewer jobs than asked for: it has no more, since none comes into it once it is finalized.
    private const string ReleaseSql = """
        WITH due AS MATERIALIZED (
            SELECT id
              FROM batch
             WHERE finalized_at IS NOT NULL AND completed_at IS NULL AND released_at IS NULL
             ORDER BY finalized_at
             LIMIT 1
               FOR NO KEY UPDATE SKIP LOCKED
        ), leaving AS MATERIALIZED (
            SELECT job_id
              FROM staged_job
             WHERE batch_id = (SELECT id FROM due)
             ORDER BY job_id
             LIMIT @Max
        ), gone AS (
            DELETE FROM staged_job
             USING leaving
             WHERE staged_job.job_id = leaving.job_id
            RETURNING staged_job.*
        ), told AS (
            INSERT INTO outbox (message_id, message_type, body, trace_parent, created_at, next_at)
            SELECT gone.message_id, gone.message_type, gone.body, gone.trace_parent, @Now, @Now
              FROM gone
              JOIN job ON job.id = gone.job_id
             WHERE job.status = 'new'
        ), finished AS (
            UPDATE batch
               SET released_at = @Now
              FROM due
             WHERE batch.id = due.id AND (SELECT count(*) FROM leaving) < @Max
        )
        SELECT (SELECT count(*) FROM leaving)::integer AS released, EXISTS (SELECT FROM due) AS found
        """;

    private const string CompleteSql = """
        WITH ended AS MATERIALIZED (
            SELECT id
              FROM batch
             WHERE finalized_at IS NOT NULL AND completed_at IS NULL AND released_at IS NOT NULL
               AND NOT EXISTS (SELECT FROM job WHERE job.batch_id = batch.id AND job.status IN ('new', 'progress'))
             ORDER BY finalized_at
             LIMIT @Max
               FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE batch
           SET completed_at = @Now
          FROM ended
         WHERE batch.id = ended.id
        RETURNING batch.id AS batch_id, batch.account_id, batch.dialect, batch.name, batch.is_test, batch.completed_at AS occurred_at
        """;

    public async Task<bool> AddAsync(Guid batchId, OpenBatch order, DateTimeOffset now, CancellationToken ct) => await ExecuteAsync(
        AddSql,
        new { batchId, order.AccountId, order.Dialect, order.IsTest, order.Name, order.ProjectId, Data = order.Data.GetRawText(), now },
        ct) == 1;

    public async Task<bool> FinalizeAsync(Guid accountId, Guid batchId, DateTimeOffset now, CancellationToken ct) =>
        await ExecuteAsync(FinalizeSql, new { accountId, batchId, now }, ct) == 1;

    public async Task<bool> KeepDataAsync(Guid accountId, Guid batchId, JsonElement data, CancellationToken ct) =>
        await ExecuteAsync(KeepDataSql, new { accountId, batchId, Data = data.GetRawText() }, ct) == 1;

    public async Task<int> ReleaseAsync(int max, DateTimeOffset now, CancellationToken ct)
    {
        var total = 0;
        while (total < max)
        {
            var (released, found) = (await QueryAsync<(int Released, bool Found)>(ReleaseSql, new { Max = max - total, now }, ct)).Single();
            if (!found) break;
            total += released;
        }

        if (total > 0) work.AfterCommit(bell.Ring);
        return total;
    }

    public async Task<IReadOnlyList<BatchCompleted>> CompleteAsync(int max, DateTimeOffset now, CancellationToken ct) =>
        await QueryAsync<BatchCompleted>(CompleteSql, new { max, now }, ct);

    private async Task<int> ExecuteAsync(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<List<T>> QueryAsync<T>(string sql, object parameters, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return (await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct))).AsList();
    }
}
