using Dapper;
using Hitl.Projects.Application;
using Hitl.Projects.Domain;
using Npgsql;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed class PostgresKeyDirectory(NpgsqlDataSource database) : IKeyDirectory
{
    private const string FindSql = $"""
        SELECT {ApiKeyRow.Columns}, account.plan, account.status AS account_status
          FROM api_key
          LEFT JOIN account ON account.id = api_key.account_id
         WHERE api_key.lookup_id = @LookupId
        """;

    public async Task<ListedKey?> FindAsync(string lookupId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(FindSql, new { lookupId }, cancellationToken: ct));
        if (row is null) return null;
        return new ListedKey(
            row.ToApiKey(),
            row.Plan is { } plan ? Words.Parse<Plan>(plan) : null,
            row.AccountStatus is { } status ? Words.Parse<AccountStatus>(status) : null);
    }

    private sealed record Row : ApiKeyRow
    {
        public string? Plan { get; init; }

        public string? AccountStatus { get; init; }
    }
}
