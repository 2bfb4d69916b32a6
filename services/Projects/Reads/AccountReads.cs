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

    private const string ListSql = """
        SELECT id, name, plan, status, created_at AS create_date, default_callback_url
          FROM account
         WHERE id < @Before
         ORDER BY id DESC
         LIMIT @Rows
        """;

    public async Task<AccountResponse?> FindAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AccountResponse>(new CommandDefinition(FindSql, new { accountId }, cancellationToken: ct));
    }

    public async Task<Page<AccountResponse>> ListAsync(PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        var rows = await connection.QueryAsync<AccountResponse>(new CommandDefinition(ListSql, parameters, cancellationToken: ct));
        return Page<AccountResponse>.Of(rows.AsList(), page.Limit, account => account.Id);
    }
}
