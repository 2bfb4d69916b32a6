using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSettlementStore(UnitOfWork work) : ISettlementStore
{
    private const string FindResultSql = """
        SELECT j.started_at, s.annotations::text AS annotations, who.email AS annotator_email
          FROM submission s
          JOIN job j ON j.id = s.job_id
          JOIN assignment a ON a.id = s.assignment_id
          JOIN annotator who ON who.id = a.annotator_id
         WHERE s.job_id = @JobId AND s.round = @Round AND s.counted
           AND NOT EXISTS (SELECT FROM place WHERE job_id = @JobId AND state = 'open')
         ORDER BY s.sequence
         LIMIT 1
        """;

    public async Task<SettledResult?> FindResultAsync(Guid jobId, int round, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleOrDefaultAsync<SettledResult>(
            new CommandDefinition(FindResultSql, new { JobId = jobId, Round = round }, transaction, cancellationToken: ct));
    }
}
