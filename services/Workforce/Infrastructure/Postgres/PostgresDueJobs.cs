using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresDueJobs(UnitOfWork work) : IDueJobs
{
    // greatest() passes over null.
    private const string WaitSql = "UPDATE job SET settle_at = greatest(settle_at, @Instant) WHERE id = @JobId";

    private const string TakeSql = """
        UPDATE job
           SET settle_at = NULL
         WHERE id = (SELECT id
                       FROM job
                      WHERE settle_at <= @Now
                      ORDER BY settle_at
                      LIMIT 1
                        FOR NO KEY UPDATE SKIP LOCKED)
        RETURNING id AS job_id, round, state = 'open' AS is_open
        """;

    public async Task WaitAsync(Guid jobId, DateTimeOffset instant, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(WaitSql, new { JobId = jobId, Instant = instant }, transaction, cancellationToken: ct));
    }

    public async Task<DueJob?> TakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<DueJob>(
            new CommandDefinition(TakeSql, new { Now = now }, transaction, cancellationToken: ct));
    }
}
