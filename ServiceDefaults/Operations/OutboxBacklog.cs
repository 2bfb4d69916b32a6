using Dapper;
using Hitl.Contracts.Operations;
using Npgsql;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>Events that are committed and not yet at the broker.</summary>
internal sealed class OutboxBacklog(NpgsqlDataSource database, TimeProvider time) : IBacklog
{
    // The lowest sequence is the oldest, give or take what was committed at the same moment.
    private const string ReadSql = """
        SELECT (SELECT count(*)::int FROM (SELECT 1 FROM outbox LIMIT @CountMax) AS counted) AS waiting,
               (SELECT created_at FROM outbox ORDER BY sequence LIMIT 1) AS oldest_at
        """;

    public async Task<BacklogFigures> ReadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(ReadSql, new { IBacklog.CountMax }, cancellationToken: ct));
        return new BacklogFigures("outbox", row.Waiting, (time.GetUtcNow() - row.OldestAt)?.TotalSeconds);
    }

    private sealed record Row
    {
        public int Waiting { get; init; }

        public DateTimeOffset? OldestAt { get; init; }
    }
}
