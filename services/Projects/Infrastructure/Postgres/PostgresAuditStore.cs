using Dapper;
using Hitl.Contracts.Administration;
using Hitl.Projects.Application;
using Hitl.ServiceDefaults.Data;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresAuditStore(UnitOfWork work) : IAuditStore
{
    private const string AddSql = """
        INSERT INTO audit (id, actor, action, path, request_id, occurred_at)
        SELECT id, actor, action, path, request_id, occurred_at
          FROM unnest(@Ids, @Actors, @Actions, @Paths, @RequestIds, @Times)
            AS act (id, actor, action, path, request_id, occurred_at)
        """;

    public async Task AddAsync(IReadOnlyList<AdministratorActed> acts, CancellationToken ct)
    {
        var parameters = new
        {
            Ids = acts.Select(act => Guid.CreateVersion7(act.OccurredAt)).ToArray(),
            Actors = acts.Select(act => act.Actor).ToArray(),
            Actions = acts.Select(act => act.Action).ToArray(),
            Paths = acts.Select(act => act.Path).ToArray(),
            RequestIds = acts.Select(act => act.RequestId).ToArray(),
            Times = acts.Select(act => act.OccurredAt.UtcDateTime).ToArray(),
        };
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, parameters, transaction, cancellationToken: ct));
    }
}
