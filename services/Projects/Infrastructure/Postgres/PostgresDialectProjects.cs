using Dapper;
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

    public async Task<AccountForDialect?> FindAsync(Guid accountId, string key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AccountForDialect>(new CommandDefinition(FindSql, new { accountId, key }, cancellationToken: ct));
    }
}
