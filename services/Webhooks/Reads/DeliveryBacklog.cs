using Dapper;
using Hitl.Contracts.Operations;
using Hitl.ServiceDefaults.Operations;
using Npgsql;

namespace Hitl.Webhooks.Reads;

/// <summary>
/// Deliveries that are due and that no sender has taken up. What waits for its next try, or for a receiver that is left alone after
/// failures, is no backlog of ours.
/// </summary>
internal sealed class DeliveryBacklog(NpgsqlDataSource database, TimeProvider time) : IBacklog
{
    private const string ReadSql = """
        SELECT count(*)::int AS waiting, min(line.next_at) AS oldest_at
          FROM (SELECT delivery.next_at
                  FROM endpoint
                 CROSS JOIN LATERAL (
                       SELECT next_at
                         FROM delivery
                        WHERE endpoint_id = endpoint.id AND state = 'pending' AND next_at <= @Now
                        ORDER BY next_at
                        LIMIT @CountMax) AS delivery
                 WHERE endpoint.next_at <= @Now
                 LIMIT @CountMax) AS line
        """;

    public async Task<BacklogFigures> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<Row>(
            new CommandDefinition(ReadSql, new { Now = now, IBacklog.CountMax }, cancellationToken: ct));
        return new BacklogFigures("deliveries", row.Waiting, (now - row.OldestAt)?.TotalSeconds);
    }

    private sealed record Row
    {
        public int Waiting { get; init; }

        public DateTimeOffset? OldestAt { get; init; }
    }
}
