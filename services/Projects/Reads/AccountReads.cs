using Dapper;
using Hitl.Projects.Api;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Accounts, newest first, and one of them.</summary>
internal sealed class AccountReads(NpgsqlDataSource database)
{
    private const string FindSql = """
        SELECT id, name, plan, status, created_at AS create_date, default_callback_url
          FROM account
         WHERE id = @AccountId
        """;

    private const string SelectSql = """
        SELECT id, name, plan, status, created_at AS create_date, default_callback_url
          FROM account
         WHERE id < @Before
        """;

    private const string OfIdsSql = " AND id = ANY(@Ids)";
    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    public async Task<AccountResponse?> FindAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AccountResponse>(new CommandDefinition(FindSql, new { accountId }, cancellationToken: ct));
    }

    public async Task<Page<AccountResponse>> ListAsync(Guid[]? ids, PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var sql = SelectSql + (ids is null ? "" : OfIdsSql) + OrderSql;
        var parameters = new { Before = page.After ?? Guid.AllBitsSet, ids, Rows = page.Limit + 1 };
        var rows = await connection.QueryAsync<AccountResponse>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<AccountResponse>.Of(rows.AsList(), page.Limit, account => account.Id);
    }
}
