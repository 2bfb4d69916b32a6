using Dapper;
using Hitl.Contracts.Projects;
using Hitl.Metrics.Application;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Metrics.Infrastructure.Postgres;

internal sealed class PostgresProjectCopies(UnitOfWork work) : IProjectCopies
{
    // Rows are locked in the order of their ids, so that two batches never wait for each other.
    private const string KeepSql = """
        INSERT INTO project (id, account_id, version, name)
        SELECT id, account_id, version, name
          FROM unnest(@Ids, @AccountIds, @Versions, @Names) AS incoming (id, account_id, version, name)
         ORDER BY id
        ON CONFLICT (id) DO UPDATE
           SET version = excluded.version, name = excluded.name
         WHERE project.version < excluded.version
        """;

    public async Task KeepAsync(IReadOnlyList<ProjectFacts> projects, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new
        {
            Ids = projects.Select(project => project.ProjectId).ToArray(),
            AccountIds = projects.Select(project => project.AccountId).ToArray(),
            Versions = projects.Select(project => project.Version).ToArray(),
            Names = projects.Select(project => project.Name).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(KeepSql, parameters, transaction, cancellationToken: ct));
    }
}
