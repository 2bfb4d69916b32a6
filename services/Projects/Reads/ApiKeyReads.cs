using Dapper;
using Hitl.Projects.Api;
using Hitl.Projects.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>All keys that an account ever had, newest first.</summary>
internal sealed class ApiKeyReads(NpgsqlDataSource database, TimeProvider time)
{
    private const string AccountExistsSql = "SELECT EXISTS (SELECT 1 FROM account WHERE id = @AccountId)";

    private const string ListSql = $"""
        SELECT {ApiKeyRow.Columns}
          FROM api_key
         WHERE account_id = @AccountId AND id < @Before
         ORDER BY id DESC
         LIMIT @Rows
        """;

    /// <summary>Null when there is no such account.</summary>
    public async Task<Page<ApiKeyResponse>?> ListAsync(Guid accountId, PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(AccountExistsSql, new { accountId }, cancellationToken: ct))) return null;

        var parameters = new { accountId, Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        var rows = await connection.QueryAsync<ApiKeyRow>(new CommandDefinition(ListSql, parameters, cancellationToken: ct));
        var now = time.GetUtcNow();
        return Page<ApiKeyResponse>.Of([.. rows.Select(row => ApiKeyResponse.Of(row.ToApiKey(), now))], page.Limit, key => key.Id);
    }
}
