using Dapper;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>An invitation as administrators see it: never with its link, which only its creation shows.</summary>
internal record InvitationResponse
{
    public required Guid Id { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    public required string Role { get; init; }

    public required Guid[] Projects { get; init; }

    public required Guid[] Teams { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset ExpireDate { get; init; }

    public DateTimeOffset? AcceptDate { get; init; }

    /// <summary>Who accepted it; null as long as nobody has.</summary>
    public Guid? AnnotatorId { get; init; }
}

internal sealed class InvitationReads(NpgsqlDataSource database, TimeProvider time)
{
    private const string Columns = """
        id, email, name, role, projects, teams, created_at AS create_date, expires_at AS expire_date, accepted_at AS accept_date, annotator_id,
               CASE WHEN accepted_at IS NOT NULL THEN 'accepted'
                    WHEN revoked_at IS NOT NULL THEN 'revoked'
                    WHEN expires_at > @Now THEN 'open'
                    ELSE 'expired' END AS state
        """;

    private const string FindSql = $"""
        SELECT {Columns}
          FROM invitation
         WHERE id = @InvitationId
        """;

    private const string ListSql = $"""
        SELECT {Columns}
          FROM invitation
         WHERE id < @Before
        """;

    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    public async Task<InvitationResponse?> FindAsync(Guid invitationId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<InvitationResponse>(
            new CommandDefinition(FindSql, new { InvitationId = invitationId, Now = time.GetUtcNow() }, cancellationToken: ct));
    }

    /// <summary>Newest first; all, or those that stand in one way.</summary>
    public async Task<Page<InvitationResponse>> ListAsync(InvitationState? state, PageRequest page, CancellationToken ct)
    {
        var sql = ListSql + (state is { } wanted ? ConditionOf(wanted) : "") + OrderSql;
        var parameters = new { Now = time.GetUtcNow(), Before = page.After ?? Guid.AllBitsSet, Rows = page.Limit + 1 };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<InvitationResponse>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<InvitationResponse>.Of(rows.AsList(), page.Limit, invitation => invitation.Id);
    }

    private static string ConditionOf(InvitationState state) => state switch
    {
        InvitationState.Open => " AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > @Now",
        InvitationState.Accepted => " AND accepted_at IS NOT NULL",
        InvitationState.Revoked => " AND revoked_at IS NOT NULL",
        InvitationState.Expired => " AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= @Now",
    };
}
