using Dapper;
using Hitl.Projects.Api;
using Hitl.Projects.Domain;
using Hitl.Projects.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Which projects an administrator asks for; null means any.</summary>
internal sealed record AdminProjectFilter(ProjectStatus? Status, Guid? AccountId, Guid[]? Ids = null)
{
    private static readonly ProjectStatus[] Statuses = Enum.GetValues<ProjectStatus>();

    /// <summary>Reads the three parameters as sent.</summary>
    public static Result<AdminProjectFilter> Read(string? status, string? accountId, string? ids)
    {
        var named = IdList.Read("ids", ids);
        if (named.Error is { } badIds) return badIds;

        ProjectStatus? wanted = null;
        if (status is not null)
        {
            wanted = Statuses.Cast<ProjectStatus?>().FirstOrDefault(candidate => candidate!.Value.Word() == status);
            if (wanted is null) return InvalidRequest.Of("status", $"must be one of {string.Join(", ", Statuses.Select(value => value.Word()))}.");
        }

        if (accountId is null) return new AdminProjectFilter(wanted, null, named.Value);
        return Guid.TryParse(accountId, out var account)
            ? new AdminProjectFilter(wanted, account, named.Value)
            : InvalidRequest.Of("account_id", "must be an id (a UUID).");
    }
}

/// <summary>The projects of all accounts, newest first, and one of them.</summary>
internal sealed class AdminProjectReads(NpgsqlDataSource database, PublicLinks links)
{
    private const string FindSql = $"SELECT {ProjectRow.Columns} FROM project WHERE id = @ProjectId";

    private const string SelectSql = $"SELECT {ProjectRow.Columns} FROM project WHERE id < @Before";
    private const string OfStatusSql = " AND status = @Status";
    private const string OfAccountSql = " AND account_id = @AccountId";
    private const string OfIdsSql = " AND id = ANY(@Ids)";
    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    public async Task<AdminProjectResponse?> FindAsync(Guid projectId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<ProjectRow>(new CommandDefinition(FindSql, new { projectId }, cancellationToken: ct));
        return row is null ? null : AdminProjectResponse.Of(row.ToProject(), links);
    }

    public async Task<Page<AdminProjectResponse>> ListAsync(AdminProjectFilter filter, PageRequest page, CancellationToken ct)
    {
        // A statement for each combination, put together from constants: "status = @Status OR @Status IS NULL" would use no index.
        var sql = SelectSql + (filter.Status is null ? "" : OfStatusSql) + (filter.AccountId is null ? "" : OfAccountSql)
            + (filter.Ids is null ? "" : OfIdsSql) + OrderSql;
        var parameters = new { Before = page.After ?? Guid.AllBitsSet, Status = filter.Status?.Word(), filter.AccountId, filter.Ids, Rows = page.Limit + 1 };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<ProjectRow>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<AdminProjectResponse>.Of(
            [.. rows.Select(row => AdminProjectResponse.Of(row.ToProject(), links))], page.Limit, project => project.Id);
    }
}
