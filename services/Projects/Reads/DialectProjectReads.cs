using System.Text.Json;
using Dapper;
using Hitl.Contracts.Projects;
using Npgsql;

namespace Hitl.Projects.Reads;

/// <summary>Projects that clients of dialects made by name.</summary>
internal sealed class DialectProjectReads(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT project.id, project.dialect_key AS key, project.name, project.created_at, project.dialect_data::text AS data, account.default_callback_url
          FROM project
          JOIN account ON account.id = project.account_id
         WHERE project.account_id = @AccountId AND project.dialect_data IS NOT NULL
        """;

    private const string ByKeySql = $"{Sql} AND project.dialect_key = @Text";

    private const string ByPrefixSql = $"{Sql} AND starts_with(project.dialect_key, @Text) ORDER BY project.id";

    private const string ByIdSql = $"{Sql} AND project.id = @ProjectId";

    public Task<DialectProjectList> FindByKeyAsync(Guid accountId, string key, CancellationToken ct) => QueryAsync(ByKeySql, new { accountId, Text = key }, ct);

    /// <summary>In the order of their making.</summary>
    public Task<DialectProjectList> FindByPrefixAsync(Guid accountId, string prefix, CancellationToken ct) => QueryAsync(ByPrefixSql, new { accountId, Text = prefix }, ct);

    /// <summary>Null when the account has no such project.</summary>
    public async Task<DialectProjectRecord?> GetAsync(Guid accountId, Guid projectId, CancellationToken ct) =>
        (await QueryAsync(ByIdSql, new { accountId, projectId }, ct)).Projects is [var project] ? project : null;

    private async Task<DialectProjectList> QueryAsync(string sql, object parameters, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return new DialectProjectList([.. rows.Select(row => row.ToRecord())]);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Key { get; init; } = "";

        public string Name { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public string Data { get; init; } = "";

        public string? DefaultCallbackUrl { get; init; }

        public DialectProjectRecord ToRecord() => new(Id, Key, Name, CreatedAt, JsonElement.Parse(Data), DefaultCallbackUrl);
    }
}
