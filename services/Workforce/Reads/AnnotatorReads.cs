using Dapper;
using Hitl.ServiceDefaults.Http;
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

    public required Guid[] Projects { get; init; }

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
    private const string Columns = """
        id, email, name, status, role, created_at AS create_date,
               ARRAY(SELECT project_id FROM membership WHERE annotator_id = annotator.id ORDER BY project_id) AS projects
        """;

    private const string FindSql = $"""
        SELECT {Columns}
          FROM annotator
         WHERE id = @Id
        """;

    // Newest first. Without a cursor the page begins behind the highest id there can be.
    private const string ListSql = $"""
        SELECT {Columns}
          FROM annotator
         WHERE id < coalesce(@After, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
         ORDER BY id DESC
         LIMIT @Limit
        """;

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

    public async Task<Page<AnnotatorResponse>> ListAsync(PageRequest page, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<AnnotatorResponse>(
            new CommandDefinition(ListSql, new { page.After, Limit = page.Limit + 1 }, cancellationToken: ct));
        return Page<AnnotatorResponse>.Of(rows.AsList(), page.Limit, annotator => annotator.Id);
    }

    public async Task<SignedInRow?> FindSignedInAsync(Guid annotatorId, Guid sessionId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<SignedInRow>(
            new CommandDefinition(FindSignedInSql, new { AnnotatorId = annotatorId, SessionId = sessionId, Now = now }, cancellationToken: ct));
    }
}
