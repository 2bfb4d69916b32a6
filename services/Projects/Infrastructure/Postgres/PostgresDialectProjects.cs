using Dapper;
using Hitl.Contracts.Projects;
using Hitl.Projects.Application;
using Npgsql;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresDialectProjects(NpgsqlDataSource database) : IDialectProjects
{
    private const string FindSql = """
        SELECT project.id AS project_id, account.default_callback_url
          FROM account
          LEFT JOIN project ON project.account_id = account.id AND project.dialect_key = @Key
         WHERE account.id = @AccountId
        """;

    // Of two who change the same data at once, the second finds other data than it knew.
    private const string KeepDataSql = """
        UPDATE project
           SET dialect_data = @Data::json
         WHERE id = @ProjectId AND account_id = @AccountId AND dialect_data::text = @Known
        """;

    public async Task<AccountForDialect?> FindAsync(Guid accountId, string key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AccountForDialect>(new CommandDefinition(FindSql, new { accountId, key }, cancellationToken: ct));
    }

    public async Task<bool> TryKeepDataAsync(Guid accountId, Guid projectId, KeepProjectData change, CancellationToken ct)
    {
        var parameters = new { projectId, accountId, Known = change.Known.GetRawText(), Data = change.Data.GetRawText() };
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(new CommandDefinition(KeepDataSql, parameters, cancellationToken: ct)) == 1;
    }
}
