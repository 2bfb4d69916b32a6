using Dapper;
using Hitl.Contracts.Files;
using Hitl.Files.Domain;
using Npgsql;

namespace Hitl.Files.Reads;

/// <summary>What is needed to hand out a file: the hash of its content, or the URL of its source.</summary>
internal sealed record ServedFile(
    Guid Id, string Name, FileKind Kind, ContentHash? Hash, string? SourceUrl, long Size, MediaFacts? Media, DateTimeOffset CreatedAt);

internal sealed class FileReads(NpgsqlDataSource database)
{
    // The owner stands in the query itself: for a stranger there is no such row.
    private const string FindSql = """
        SELECT file.id, file.name, file.content_type, file.sha256, file.source_url, file.size, content.media, file.created_at
          FROM file
          LEFT JOIN content ON content.sha256 = file.sha256
         WHERE file.id = @Id
           AND (@Anyones OR account_id = @AccountId)
        """;

    /// <param name="id">The file.</param>
    /// <param name="accountId">Whose it must be; null where the caller may read everybody's.</param>
    /// <param name="ct">Ends the query.</param>
    public async Task<ServedFile?> FindAsync(Guid id, Guid? accountId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { Id = id, Anyones = accountId is null, AccountId = accountId ?? Guid.Empty };
        var row = await connection.QuerySingleOrDefaultAsync<FileRow>(new CommandDefinition(FindSql, parameters, cancellationToken: ct));
        return row is null
            ? null
            : new ServedFile(
                row.Id,
                row.Name,
                FileKind.OfContentType(row.ContentType) ?? throw new InvalidOperationException($"File {row.Id} is of no kind we know."),
                row.Sha256 is null ? null : new ContentHash(row.Sha256),
                row.SourceUrl,
                row.Size,
                MediaJson.Read(row.Media),
                new DateTimeOffset(row.CreatedAt, TimeSpan.Zero));
    }

    private sealed record FileRow(Guid Id, string Name, string ContentType, byte[]? Sha256, string? SourceUrl, long Size, string? Media, DateTime CreatedAt);
}
