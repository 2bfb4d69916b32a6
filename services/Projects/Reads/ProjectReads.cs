using Dapper;
using Hitl.Contracts.Projects;
using Hitl.Projects.Api;
using Hitl.Projects.Application;
using Hitl.Projects.Infrastructure.Postgres;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>An account's projects, newest first, and one of them.</summary>
internal sealed class ProjectReads(NpgsqlDataSource database, PublicLinks links)
{
    private const string FindSql = $"SELECT {ProjectRow.Columns} FROM project WHERE id = @ProjectId AND account_id = @AccountId";

    private const string FindFactsSql = $"SELECT {ProjectRow.ColumnsWithForm} FROM project WHERE id = @ProjectId";

    private const string ListAllSql = $"SELECT {ProjectRow.Columns} FROM project WHERE account_id = @AccountId ORDER BY id DESC";

    private const string ListSql = $"""
        SELECT {ProjectRow.Columns}
          FROM project
         WHERE account_id = @AccountId AND id < @Before
         ORDER BY id DESC
         LIMIT @Rows
        """;

    public async Task<ProjectResponse?> FindAsync(Guid accountId, Guid projectId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<ProjectRow>(
            new CommandDefinition(FindSql, new { projectId, accountId }, cancellationToken: ct));
        return row is null ? null : ProjectResponse.Of(row.ToProject(), links);
    }

    public async Task<ProjectFacts?> FindFactsAsync(Guid projectId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<ProjectRow>(new CommandDefinition(FindFactsSql, new { projectId }, cancellationToken: ct));
        return row?.ToProject().ToFacts();
    }

    public async Task<IReadOnlyList<ProjectResponse>> ListAllAsync(Guid accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<ProjectRow>(new CommandDefinition(ListAllSql, new { accountId }, cancellationToken: ct));
        return [.. rows.Select(row => ProjectResponse.Of(row.ToProject(), links))];
    }

    public async Task<Page<ProjectResponse>> ListAsync(Guid accountId, PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { accountId, Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        var rows = await connection.QueryAsync<ProjectRow>(new CommandDefinition(ListSql, parameters, cancellationToken: ct));
        return Page<ProjectResponse>.Of([.. rows.Select(row => ProjectResponse.Of(row.ToProject(), links))], page.Limit, project => project.Id);
    }
}
