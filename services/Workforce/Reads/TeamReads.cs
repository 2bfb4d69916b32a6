using Dapper;
using Hitl.ServiceDefaults.Http;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>A team as administrators see it.</summary>
internal sealed record TeamResponse
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Null for a team that works for all accounts.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>How many people are in it.</summary>
    public required int Members { get; init; }

    public required DateTimeOffset CreateDate { get; init; }
}

/// <summary>An annotator in a team.</summary>
internal sealed record TeamMemberResponse
{
    public required Guid AnnotatorId { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset AddDate { get; init; }
}

internal sealed class TeamReads(NpgsqlDataSource database)
{
    private const string Columns = """
        id, name, account_id, (SELECT count(*)::integer FROM team_member WHERE team_id = team.id) AS members, created_at AS create_date
        """;

    private const string FindSql = $"""
        SELECT {Columns}
          FROM team
         WHERE id = @TeamId
        """;

    private const string ListSql = $"""
        SELECT {Columns}
          FROM team
         WHERE id < @Before
         ORDER BY id DESC
         LIMIT @Rows
        """;

    private const string ListOfAccountSql = $"""
        SELECT {Columns}
          FROM team
         WHERE account_id = @AccountId AND id < @Before
         ORDER BY id DESC
         LIMIT @Rows
        """;

    private const string ListMembersSql = """
        SELECT a.id AS annotator_id, a.email, a.name, a.status, m.added_at AS add_date
          FROM team_member m
          JOIN annotator a ON a.id = m.annotator_id
         WHERE m.team_id = @TeamId AND m.annotator_id < @Before
         ORDER BY m.annotator_id DESC
         LIMIT @Rows
        """;

    public async Task<TeamResponse?> FindAsync(Guid teamId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TeamResponse>(new CommandDefinition(FindSql, new { TeamId = teamId }, cancellationToken: ct));
    }

    /// <summary>Newest first; all teams, or those of one account.</summary>
    public async Task<Page<TeamResponse>> ListAsync(Guid? accountId, PageRequest page, CancellationToken ct)
    {
        var parameters = new { AccountId = accountId, Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<TeamResponse>(
            new CommandDefinition(accountId is null ? ListSql : ListOfAccountSql, parameters, cancellationToken: ct));
        return Page<TeamResponse>.Of(rows.AsList(), page.Limit, team => team.Id);
    }

    /// <summary>Those who were taken on last come first; null when there is no such team.</summary>
    public async Task<Page<TeamMemberResponse>?> ListMembersAsync(Guid teamId, PageRequest page, CancellationToken ct)
    {
        if (await FindAsync(teamId, ct) is null) return null;
        var parameters = new { TeamId = teamId, Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<TeamMemberResponse>(new CommandDefinition(ListMembersSql, parameters, cancellationToken: ct));
        return Page<TeamMemberResponse>.Of(rows.AsList(), page.Limit, member => member.AnnotatorId);
    }
}
