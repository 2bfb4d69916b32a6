namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>
/// Statements over all deliveries of a range, however many they are. Each asks the index for every pair of event and state; ids begin
/// with the time of creation, so that a range of time is a range of the index.
/// </summary>
internal static class RangeSql
{
    private const string OfAccount = """
          FROM delivery
         WHERE account_id = @AccountId AND event = wanted.event AND state = held.state AND id >= @Since AND id < @Until
        """;

    private const string OfAll = """
          FROM delivery
         WHERE event = wanted.event AND state = held.state AND id >= @Since AND id < @Until
        """;

    private const string OfJob = """
          FROM delivery
         WHERE job_id = @JobId AND event = wanted.event AND state = held.state AND id >= @Since AND id < @Until
           AND (@AccountId::uuid IS NULL OR account_id = @AccountId)
        """;

    /// <summary>Counts to <c>@Max</c>, and no further.</summary>
    public static string Count(Guid? jobId, Guid? accountId) => $"""
        SELECT count(*)
          FROM (SELECT 1
                  FROM unnest(@Events) AS wanted (event)
                 CROSS JOIN unnest(@States) AS held (state)
                 CROSS JOIN LATERAL (SELECT 1 {From(jobId, accountId)} LIMIT @Max) AS delivery
                 LIMIT @Max) AS counted
        """;

    /// <summary>Makes at most <c>@Max</c> due, oldest first, behind <c>@After</c>.</summary>
    public static string Resend(Guid? jobId, Guid? accountId) => $"""
        WITH chosen AS (
            SELECT delivery.id, endpoint_id
              FROM unnest(@Events) AS wanted (event)
             CROSS JOIN unnest(@States) AS held (state)
             CROSS JOIN LATERAL (
                   SELECT id, endpoint_id
                     {From(jobId, accountId)} AND id > @After
                    ORDER BY id
                    LIMIT @Max
                      FOR NO KEY UPDATE SKIP LOCKED) AS delivery
             ORDER BY delivery.id
             LIMIT @Max
        ), resent AS (
            UPDATE delivery
               SET state = 'pending', next_at = @Now, tries = 0, lease_id = NULL, lease_until = NULL, ended_at = NULL
              FROM chosen
             WHERE delivery.id = chosen.id
        ), turn AS (
            SELECT id
              FROM endpoint
             WHERE id IN (SELECT endpoint_id FROM chosen)
             ORDER BY id
               FOR NO KEY UPDATE
        ), opened AS (
            UPDATE endpoint
               SET next_at = least(next_at, @Now), open_until = NULL
              FROM turn
             WHERE endpoint.id = turn.id
        )
        SELECT count(*)::int AS count, (SELECT id FROM chosen ORDER BY id DESC LIMIT 1) AS last FROM chosen
        """;

    private static string From(Guid? jobId, Guid? accountId) => jobId is not null ? OfJob : accountId is not null ? OfAccount : OfAll;
}
