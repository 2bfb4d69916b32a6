using Dapper;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>
/// Claims in two statements of one transaction. The first locks the endpoints whose turn it is; the second has a snapshot of its own,
/// and so sees every delivery that was added before the lock was taken: none is slept through.
/// </summary>
internal sealed class PostgresDeliveryQueue(
    NpgsqlDataSource database, AttemptRecorder recorder, Vault vault, IOptions<WebhooksOptions> options, TimeProvider time) : IDeliveryQueue
{
    private const string TurnSql = """
        SELECT id, host, failures
          FROM endpoint
         WHERE pace = @Pace AND next_at <= @Now AND next_at < 'infinity' AND host <> ALL(@FullHosts)
         ORDER BY next_at
         LIMIT @Free
           FOR NO KEY UPDATE SKIP LOCKED
        """;

    // Each endpoint offers the heads of its line; hosts are served in rounds, one delivery of each a round, until the room is used up.
    // An endpoint with more to offer goes to the back, behind those that have waited longer; a probed one waits for its probe.
    private const string ClaimSql = """
        WITH turn AS (
            SELECT id, host, room, is_probe, position
              FROM unnest(@EndpointIds, @Hosts, @Rooms, @Probes) WITH ORDINALITY AS turn (id, host, room, is_probe, position)
        ), head AS (
            SELECT picked.id, turn.id AS endpoint_id, turn.position, turn.room,
                   row_number() OVER (PARTITION BY turn.host ORDER BY picked.rank, turn.position) AS round
              FROM turn
             CROSS JOIN LATERAL (
                   SELECT line.id, row_number() OVER (ORDER BY line.next_at) AS rank
                     FROM (SELECT id, next_at
                             FROM delivery
                            WHERE endpoint_id = turn.id AND state = 'pending' AND next_at <= @Now
                            ORDER BY next_at
                            LIMIT CASE WHEN turn.is_probe THEN 1 ELSE turn.room END
                              FOR NO KEY UPDATE SKIP LOCKED) AS line) AS picked
        ), chosen AS (
            SELECT id, endpoint_id
              FROM head
             WHERE round <= room
             ORDER BY round, position
             LIMIT @Free
        ), claimed AS (
            UPDATE delivery
               SET lease_id = @LeaseId, lease_until = @LeaseUntil, next_at = @LeaseUntil
              FROM chosen
             WHERE delivery.id = chosen.id
            RETURNING delivery.id, delivery.account_id, delivery.endpoint_id, delivery.event, delivery.job_id, delivery.tries,
                      delivery.target, delivery.body, delivery.trace_parent, delivery.rule, delivery.is_test, delivery.subscription_id
        ), line AS (
            SELECT turn.id, turn.is_probe,
                   (SELECT count(*) FROM chosen WHERE chosen.endpoint_id = turn.id) AS taken,
                   (SELECT count(*)
                      FROM (SELECT 1
                              FROM delivery
                             WHERE endpoint_id = turn.id AND state = 'pending' AND next_at <= @Now
                             LIMIT turn.room + 1) AS due) AS due,
                   (SELECT min(next_at) FROM delivery WHERE endpoint_id = turn.id AND state = 'pending' AND next_at > @Now) AS later
              FROM turn
        ), moved AS (
            UPDATE endpoint
               SET next_at = CASE WHEN line.taken > 0 AND line.is_probe THEN @LeaseUntil
                                  WHEN line.due > line.taken THEN @Now
                                  WHEN line.taken > 0 THEN least(line.later, @LeaseUntil)
                                  ELSE coalesce(line.later, 'infinity') END
              FROM line
             WHERE endpoint.id = line.id
        )
        SELECT claimed.id, claimed.account_id, claimed.endpoint_id, turn.host, claimed.event, claimed.job_id, claimed.tries,
               claimed.target, claimed.body, claimed.trace_parent, claimed.rule, claimed.is_test, claimed.subscription_id,
               coalesce(secret_rotation.generation, 0) AS generation, secret_rotation.previous_expires_at,
               callback_key_rotation.generation AS callback_generation,
               callback_key_rotation.previous_generation AS callback_previous_generation, callback_key_rotation.takes_over_at
          FROM claimed
          JOIN turn ON turn.id = claimed.endpoint_id
          LEFT JOIN secret_rotation ON secret_rotation.account_id = claimed.account_id
          LEFT JOIN callback_key_rotation
            ON callback_key_rotation.account_id = claimed.account_id AND callback_key_rotation.is_test = claimed.is_test
        """;

    private const string GiveBackSql = """
        WITH given AS (
            UPDATE delivery
               SET lease_id = NULL, lease_until = NULL, next_at = @Now
             WHERE id = @Id AND lease_id = @LeaseId AND state = 'pending'
            RETURNING endpoint_id
        )
        UPDATE endpoint
           SET next_at = least(next_at, greatest(@Now, open_until))
          FROM given
         WHERE endpoint.id = given.endpoint_id
        """;

    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(ClaimRoom room, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var full = room.HeldByHost.Where(host => host.Value >= room.PerHostMax).Select(host => host.Key).ToArray();
        var turn = new { Pace = DatabaseWords.Of(room.Pace), Now = now, FullHosts = full, room.Free };
        var endpoints = (await connection.QueryAsync<Turn>(new CommandDefinition(TurnSql, turn, transaction, cancellationToken: ct))).AsList();
        if (endpoints.Count == 0) return [];

        var (leaseId, leaseUntil) = (Guid.CreateVersion7(now), now + options.Value.Lease);
        var claim = new
        {
            Now = now,
            LeaseId = leaseId,
            LeaseUntil = leaseUntil,
            room.Free,
            EndpointIds = endpoints.Select(endpoint => endpoint.Id).ToArray(),
            Hosts = endpoints.Select(endpoint => endpoint.Host).ToArray(),
            Rooms = endpoints.Select(endpoint => room.PerHostMax - room.HeldByHost.GetValueOrDefault(endpoint.Host)).ToArray(),
            Probes = endpoints.Select(endpoint => Breaker.ProbesOnly(endpoint.Failures)).ToArray(),
        };
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(ClaimSql, claim, transaction, cancellationToken: ct))).AsList();
        await transaction.CommitAsync(ct);
        return rows.ConvertAll(row => ToClaimed(row, leaseId, leaseUntil, now));
    }

    public Task<bool> RecordAsync(EndedAttempt attempt, CancellationToken ct) => recorder.RecordAsync(attempt, ct);

    public async Task GiveBackAsync(ClaimedDelivery delivery, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            GiveBackSql, new { delivery.Id, delivery.LeaseId, Now = time.GetUtcNow() }, cancellationToken: ct));
    }

    private ClaimedDelivery ToClaimed(Row row, Guid leaseId, DateTimeOffset leaseUntil, DateTimeOffset now) => new()
    {
        Id = row.Id,
        LeaseId = leaseId,
        LeaseUntil = leaseUntil,
        AccountId = row.AccountId,
        EndpointId = row.EndpointId,
        Host = row.Host,
        Event = row.Event,
        JobId = row.JobId,
        Tries = row.Tries,
        SealedTarget = row.Target,
        Secrets = row.SubscriptionId is { } subscription
            ? vault.SecretsOf(subscription, 0, null, now)
            : vault.SecretsOf(row.AccountId, row.Generation, row.PreviousExpiresAt, now),
        Rule = row.Rule,
        SubscriptionId = row.SubscriptionId,
        CallbackKey = row.Rule == DeliveryRule.Scale ? vault.SentCallbackKey(row.AccountId, row.IsTest, row.CallbackKeyRotation, now) : null,
        Body = row.Body,
        TraceParent = row.TraceParent,
    };

    private sealed record Turn
    {
        public Guid Id { get; init; }

        public string Host { get; init; } = "";

        public int Failures { get; init; }
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public Guid AccountId { get; init; }

        public Guid EndpointId { get; init; }

        public string Host { get; init; } = "";

        public string Event { get; init; } = "";

        public Guid? JobId { get; init; }

        public int Tries { get; init; }

        public byte[] Target { get; init; } = [];

        public byte[] Body { get; init; } = [];

        public string? TraceParent { get; init; }

        public DeliveryRule Rule { get; init; }

        public bool IsTest { get; init; }

        public Guid? SubscriptionId { get; init; }

        public int Generation { get; init; }

        public DateTimeOffset? PreviousExpiresAt { get; init; }

        public int CallbackGeneration { get; init; }

        public int CallbackPreviousGeneration { get; init; }

        public DateTimeOffset? TakesOverAt { get; init; }

        public CallbackKeyRotation CallbackKeyRotation =>
            TakesOverAt is { } at ? new CallbackKeyRotation(CallbackGeneration, CallbackPreviousGeneration, at) : CallbackKeyRotation.None;
    }
}
