using Dapper;
using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Concurrency;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Npgsql;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>Writes tries down, as many as are waiting in one transaction: their rows, the deliveries' states, the endpoints' breakers, the events.</summary>
internal sealed partial class AttemptRecorder : IAsyncDisposable
{
    private const int BatchMax = 200;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(250);

    // A lease that is no longer ours changes nothing. A delivery that was superseded while it was sent stays canceled, unless it arrived.
    // Endpoints are only locked when they change: in the good case none is, and none misses a turn.
    private const string RecordSql = """
        WITH ended AS (
            SELECT id, lease_id, at, status, duration_ms, response, error, state, next_at
              FROM unnest(@Ids, @LeaseIds, @Ats, @Statuses, @DurationsMs, @Responses, @Errors, @States, @NextAts)
                AS ended (id, lease_id, at, status, duration_ms, response, error, state, next_at)
        ), recorded AS (
            UPDATE delivery
               SET state       = CASE WHEN delivery.state = 'canceled' AND ended.state <> 'delivered' THEN 'canceled' ELSE ended.state END,
                   next_at     = CASE WHEN delivery.state = 'canceled' THEN NULL ELSE ended.next_at END,
                   ended_at    = CASE WHEN delivery.state = 'canceled' AND ended.state <> 'delivered' THEN delivery.ended_at
                                      WHEN ended.state <> 'pending' THEN @Now END,
                   tries       = delivery.tries + 1,
                   attempts    = delivery.attempts + 1,
                   lease_id    = NULL,
                   lease_until = NULL
              FROM ended
             WHERE delivery.id = ended.id AND delivery.lease_id = ended.lease_id
            RETURNING delivery.id, delivery.attempts, delivery.state
        ), logged AS (
            INSERT INTO attempt (delivery_id, number, at, status, duration_ms, response, error)
            SELECT recorded.id, recorded.attempts, ended.at, ended.status, ended.duration_ms, ended.response, ended.error
              FROM recorded
              JOIN ended ON ended.id = recorded.id
        ), report AS (
            SELECT id, has_success, failures, pace, retry_at
              FROM unnest(@EndpointIds, @HasSuccesses, @Failures, @Paces, @RetryAts) AS report (id, has_success, failures, pace, retry_at)
        ), held AS (
            SELECT endpoint.id, endpoint.failures, endpoint.next_at,
                   report.failures + CASE WHEN report.has_success THEN 0 ELSE endpoint.failures END AS failures_now,
                   report.pace, report.retry_at
              FROM endpoint
              JOIN report ON report.id = endpoint.id
             WHERE endpoint.failures > 0 OR report.failures > 0 OR endpoint.pace <> report.pace
             ORDER BY endpoint.id
               FOR NO KEY UPDATE OF endpoint
        ), judged AS (
            UPDATE endpoint
               SET failures   = held.failures_now,
                   pace       = held.pace,
                   open_until = CASE WHEN held.failures_now >= @Threshold THEN @OpenUntil END,
                   next_at    = CASE WHEN held.failures_now >= @Threshold THEN @OpenUntil
                                     WHEN held.failures >= @Threshold THEN @Now
                                     ELSE least(held.next_at, held.retry_at) END
              FROM held
             WHERE endpoint.id = held.id
        ), unsubscribed AS (
            UPDATE subscription
               SET active = false, updated_at = @Now
             WHERE id = ANY(@EndedSubscriptions) AND active
        )
        SELECT id, attempts, state FROM recorded
        """;

    private readonly Coalescer<EndedAttempt, bool> _batches;
    private readonly NpgsqlDataSource _database;
    private readonly OutboxBell _outboxBell;
    private readonly TimeProvider _time;
    private readonly ILogger<AttemptRecorder> _logger;

    public AttemptRecorder(NpgsqlDataSource database, OutboxBell outboxBell, TimeProvider time, ILogger<AttemptRecorder> logger)
    {
        (_database, _outboxBell, _time, _logger) = (database, outboxBell, time, logger);
        _batches = new Coalescer<EndedAttempt, bool>("record attempts", BatchMax, RecordAsync);
    }

    /// <summary>
    /// Waits for a database that is away: what a receiver has accepted is worth more than a second post. Once the lease is over, somebody
    /// else sends it, and the try is given up.
    /// </summary>
    public async Task<bool> RecordAsync(EndedAttempt attempt, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await _batches.RunAsync(attempt, ct);
            }
            catch (NpgsqlException away) when (away.IsTransient && _time.GetUtcNow() < attempt.Delivery.LeaseUntil)
            {
                DatabaseAway(attempt.Delivery.Id, away.Message);
                await Task.Delay(RetryEvery, ct);
            }
        }
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> RecordAsync(IReadOnlyList<EndedAttempt> batch, CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        await using var connection = await _database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var recorded = (await connection.QueryAsync<Recorded>(
            new CommandDefinition(RecordSql, Parameters(batch, now), transaction, cancellationToken: ct))).ToDictionary(row => row.Id);

        var ended = batch.Where(attempt => recorded.GetValueOrDefault(attempt.Delivery.Id)?.HasEnded == true)
            .Select(attempt => OutboxMessage.Of(ToEvent(attempt, recorded[attempt.Delivery.Id], now), now, attempt.Delivery.TraceParent))
            .ToList();
        if (ended.Count > 0) await Outbox.InsertAsync(transaction, ended, ct);
        await transaction.CommitAsync(ct);
        if (ended.Count > 0) _outboxBell.Ring();
        return [.. batch.Select(attempt => recorded.ContainsKey(attempt.Delivery.Id))];
    }

    private static object Parameters(IReadOnlyList<EndedAttempt> batch, DateTimeOffset now)
    {
        var reports = batch.GroupBy(attempt => attempt.Delivery.EndpointId).Select(endpoint => (
            Id: endpoint.Key,
            Report: EndpointReport.Of(endpoint.Select(attempt => attempt.Outcome)),
            RetryAt: endpoint.Min(attempt => attempt.Verdict.NextAt))).ToList();
        return new
        {
            Now = now,
            Ids = batch.Select(attempt => attempt.Delivery.Id).ToArray(),
            LeaseIds = batch.Select(attempt => attempt.Delivery.LeaseId).ToArray(),
            Ats = batch.Select(attempt => attempt.At).ToArray(),
            Statuses = batch.Select(attempt => attempt.Outcome.Status).ToArray(),
            DurationsMs = batch.Select(attempt => (int)attempt.Outcome.Duration.TotalMilliseconds).ToArray(),
            Responses = batch.Select(attempt => attempt.Outcome.Response).ToArray(),
            Errors = batch.Select(attempt => attempt.Outcome.Error).ToArray(),
            States = batch.Select(attempt => DatabaseWords.Of(attempt.Verdict.State)).ToArray(),
            NextAts = batch.Select(attempt => attempt.Verdict.NextAt).ToArray(),
            EndpointIds = reports.Select(endpoint => endpoint.Id).ToArray(),
            HasSuccesses = reports.Select(endpoint => endpoint.Report.HasSuccess).ToArray(),
            Failures = reports.Select(endpoint => endpoint.Report.Failures).ToArray(),
            Paces = reports.Select(endpoint => DatabaseWords.Of(endpoint.Report.Pace)).ToArray(),
            RetryAts = reports.Select(endpoint => endpoint.RetryAt).ToArray(),
            EndedSubscriptions = batch.Where(attempt => RetrySchedule.EndsSubscription(attempt.Delivery.Plan, attempt.Outcome))
                .Select(attempt => attempt.Delivery.SubscriptionId!.Value).Distinct().ToArray(),
            Breaker.Threshold,
            OpenUntil = now + Breaker.Pause,
        };
    }

    private static DeliveryEnded ToEvent(EndedAttempt attempt, Recorded recorded, DateTimeOffset now) => new()
    {
        DeliveryId = recorded.Id,
        JobId = attempt.Delivery.JobId,
        AccountId = attempt.Delivery.AccountId,
        SubscriptionId = attempt.Delivery.SubscriptionId,
        Succeeded = attempt.Verdict.State == DeliveryState.Delivered,
        Attempts = recorded.Attempts,
        OccurredAt = now,
    };

    [LoggerMessage(LogLevel.Warning, "The attempt of delivery {DeliveryId} cannot be written down yet: {Reason}")]
    private partial void DatabaseAway(Guid deliveryId, string reason);

    private sealed record Recorded
    {
        public Guid Id { get; init; }

        public int Attempts { get; init; }

        public string State { get; init; } = "";

        public bool HasEnded => State == DatabaseWords.Of(DeliveryState.Delivered) || State == DatabaseWords.Of(DeliveryState.Exhausted);
    }
}
