using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>An annotator as administrators see them.</summary>
internal sealed record AnnotatorResponse
{
    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    public required string Role { get; init; }

    /// <summary>None: all.</summary>
    public required Guid[] Projects { get; init; }

    public required Guid[] Teams { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? JobsPerDay { get; init; }

    /// <summary>Submitted, ever.</summary>
    public required long JobsDone { get; init; }

    /// <summary>Held now.</summary>
    public required int JobsHeld { get; init; }

    public required DateTimeOffset CreateDate { get; init; }
}

/// <summary>A signed-in person as they see themselves.</summary>
internal sealed record SignedInRow
{
    public required Guid AnnotatorId { get; init; }

    public required string Name { get; init; }

    public required string Role { get; init; }
}

internal sealed class AnnotatorReads(NpgsqlDataSource database)
{
    // Both counts cost the same however much was done: one row for each project, and what one person can hold.
    private const string Columns = """
        id, email, name, status, role, jobs_per_day, created_at AS create_date,
               ARRAY(SELECT project_id FROM membership WHERE annotator_id = annotator.id ORDER BY project_id) AS projects,
               ARRAY(SELECT team_id FROM team_member WHERE annotator_id = annotator.id ORDER BY team_id) AS teams,
               (SELECT coalesce(sum(done), 0)::bigint FROM tally WHERE annotator_id = annotator.id) AS jobs_done,
               (SELECT count(*)::integer FROM assignment WHERE annotator_id = annotator.id AND state = 'held') AS jobs_held
        """;

    private const string FindSql = $"""
        SELECT {Columns}
          FROM annotator
         WHERE id = @Id
        """;

    private const string ListSql = $"""
        SELECT {Columns}
          FROM annotator
         WHERE id < @Before
        """;

    private const string OfStatusSql = " AND status = @Status";
    private const string OfTeamSql = " AND EXISTS (SELECT FROM team_member WHERE team_id = @TeamId AND annotator_id = annotator.id)";
    private const string OfProjectSql = " AND EXISTS (SELECT FROM membership WHERE project_id = @ProjectId AND annotator_id = annotator.id)";

    // The operators of text_pattern_ops: unlike LIKE, they use the index with a parameter.
    private const string OfEmailSql = " AND email_key ~>=~ @EmailPrefix AND email_key ~<~ @EmailEnd";
    private const string OrderSql = " ORDER BY id DESC LIMIT @Rows";

    /// <summary>Sorts behind everything that begins with what stands before it.</summary>
    private const string LastCharacter = "\U0010FFFF";

    private const string FindSignedInSql = """
        SELECT a.id AS annotator_id, a.name, a.role
          FROM session s
          JOIN annotator a ON a.id = s.annotator_id
         WHERE s.id = @SessionId AND s.annotator_id = @AnnotatorId AND s.expires_at > @Now AND a.status = 'active'
        """;

    public async Task<AnnotatorResponse?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<AnnotatorResponse>(
            new CommandDefinition(FindSql, new { Id = id }, cancellationToken: ct));
    }

    /// <summary>As it will be once <paramref name="work"/> is committed.</summary>
    public static async Task<AnnotatorResponse> GetAsync(UnitOfWork work, Guid id, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        return await transaction.Connection!.QuerySingleAsync<AnnotatorResponse>(
            new CommandDefinition(FindSql, new { Id = id }, transaction, cancellationToken: ct));
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<AnnotatorResponse>> ListAsync(AnnotatorFilter filter, CancellationToken ct)
    {
        // A statement for each combination, put together from constants: "status = @Status OR @Status IS NULL" would use no index.
        var sql = ListSql
            + (filter.Status is null ? "" : OfStatusSql)
            + (filter.TeamId is null ? "" : OfTeamSql)
            + (filter.ProjectId is null ? "" : OfProjectSql)
            + (filter.EmailPrefix is null ? "" : OfEmailSql)
            + OrderSql;
        var parameters = new
        {
            Before = filter.Page.After ?? Guid.AllBitsSet,
            Status = filter.Status?.Word(),
            filter.TeamId,
            filter.ProjectId,
            filter.EmailPrefix,
            EmailEnd = filter.EmailPrefix + LastCharacter,
            Rows = filter.Page.Limit + 1,
        };
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<AnnotatorResponse>(new CommandDefinition(sql, parameters, cancellationToken: ct));
        return Page<AnnotatorResponse>.Of(rows.AsList(), filter.Page.Limit, annotator => annotator.Id);
    }

    public async Task<SignedInRow?> FindSignedInAsync(Guid annotatorId, Guid sessionId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignedInRow>(
            new CommandDefinition(FindSignedInSql, new { AnnotatorId = annotatorId, SessionId = sessionId, Now = now }, cancellationToken: ct));
    }
}
