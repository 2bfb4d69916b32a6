using Dapper;
using Hitl.Files.Domain;
using Npgsql;

namespace Hitl.Files.Infrastructure.Postgres;

/// <summary>The janitor's statements: what they lock, nobody can begin to use.</summary>
internal static class FileSweep
{
    private const int BatchMax = 200;

    // SKIP LOCKED passes by a file that an event or an order has in its hands right now. Its content is looked at next.
    private const string DropPendingSql = """
        WITH due AS (
            SELECT id
              FROM file
             WHERE pending_since < @Before
             ORDER BY pending_since
             LIMIT @BatchMax
               FOR UPDATE SKIP LOCKED
        ), dropped AS (
            DELETE FROM file
             WHERE id IN (SELECT id FROM due)
            RETURNING sha256
        ), freed AS (
            UPDATE content
               SET check_at = @Now
             WHERE sha256 IN (SELECT sha256 FROM dropped)
        )
        SELECT count(*) FROM dropped
        """;

    private const string LockDueContentsSql = """
        SELECT sha256
          FROM content
         WHERE check_at <= @Now
         ORDER BY check_at
         LIMIT @BatchMax
           FOR UPDATE SKIP LOCKED
        """;

    // A statement of its own: its snapshot is younger than the locks, so it sees every file that was added before them.
    private const string DeleteSpareSql = """
        DELETE FROM content
         WHERE sha256 = ANY(@Hashes)
           AND NOT EXISTS (SELECT FROM file WHERE file.sha256 = content.sha256)
        RETURNING sha256
        """;

    private const string ClearCheckSql = "UPDATE content SET check_at = NULL WHERE sha256 = ANY(@Hashes)";

    public static async Task<int> DropPendingAsync(NpgsqlDataSource database, DateTimeOffset before, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var parameters = new { Before = before, Now = now, BatchMax };
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(DropPendingSql, parameters, cancellationToken: ct));
    }

    public static async Task<int> DropSpareContentsAsync(
        NpgsqlDataSource database, DateTimeOffset now, Func<ContentHash, CancellationToken, Task> delete, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var due = (await QueryAsync(LockDueContentsSql, new { Now = now, BatchMax })).ToArray();
        if (due.Length == 0) return 0;

        var spare = await QueryAsync(DeleteSpareSql, new { Hashes = due });
        // The bytes go before the row does: a crash in between leaves the row, and the next round deletes it again.
        foreach (var hash in spare) await delete(new ContentHash(hash), ct);
        await connection.ExecuteAsync(new CommandDefinition(ClearCheckSql, new { Hashes = due }, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return due.Length;

        Task<IEnumerable<byte[]>> QueryAsync(string sql, object parameters) =>
            connection.QueryAsync<byte[]>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
    }
}
