using Dapper;
using Npgsql;

namespace Hitl.Workforce.Reads;

/// <summary>How somebody's newest work went: the last thousand assignments, so that it costs the same however much was done.</summary>
/// <param name="AnnotatorId">Whose.</param>
/// <param name="Measured">How many submissions the seconds rest on.</param>
/// <param name="MedianActiveSeconds">Half of them took no longer; null without any.</param>
/// <param name="P90ActiveSeconds">Nine in ten took no longer; null without any.</param>
/// <param name="Reviewed">How many reviews of work that is theirs alone have ended.</param>
/// <param name="Accepted">Those that were accepted as they were.</param>
internal sealed record PerformanceResponse(
    Guid AnnotatorId, long Measured, double? MedianActiveSeconds, double? P90ActiveSeconds, long Reviewed, long Accepted);

internal sealed class PerformanceReads(NpgsqlDataSource database)
{
    // Walks assignment_history backwards, then review_assignment. A review without origins is of one author's answer; those of several
    // authors say nothing of one of them.
    private const string Sql = """
        SELECT who.id AS annotator_id, pace.measured, pace.median AS median_active_seconds, pace.p90 AS p90_active_seconds,
               pace.reviewed, pace.accepted
          FROM unnest(@Ids) AS who (id)
         CROSS JOIN LATERAL (
               SELECT count(recent.active_ms) FILTER (WHERE recent.state = 'submitted') AS measured,
                      percentile_cont(0.5) WITHIN GROUP (ORDER BY recent.active_ms / 1000.0) FILTER (WHERE recent.state = 'submitted') AS median,
                      percentile_cont(0.9) WITHIN GROUP (ORDER BY recent.active_ms / 1000.0) FILTER (WHERE recent.state = 'submitted') AS p90,
                      coalesce(sum(judged.reviewed), 0)::bigint AS reviewed,
                      coalesce(sum(judged.accepted), 0)::bigint AS accepted
                 FROM (SELECT id, state, active_ms
                         FROM assignment
                        WHERE annotator_id = who.id
                        ORDER BY id DESC
                        LIMIT 1000) AS recent
                 LEFT JOIN LATERAL (
                      SELECT count(*) AS reviewed, count(*) FILTER (WHERE v.state = 'accepted') AS accepted
                        FROM review v
                       WHERE v.assignment_id = recent.id AND v.origins IS NULL AND v.state IN ('accepted', 'fixed', 'returned')) AS judged ON true) AS pace
        """;

    public async Task<IReadOnlyList<PerformanceResponse>> OfAsync(IReadOnlyCollection<Guid> annotatorIds, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await connection.QueryAsync<PerformanceResponse>(
            new CommandDefinition(Sql, new { Ids = annotatorIds.ToArray() }, cancellationToken: ct));
        return rows.AsList();
    }
}
