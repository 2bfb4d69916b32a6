using System.Diagnostics;
using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Infrastructure.Security;
using Hitl.Webhooks.Infrastructure.Sending;

namespace Hitl.Webhooks.Infrastructure.Postgres;

/// <summary>
/// Whoever makes a delivery due also sees to its endpoint's turn. Endpoints are locked in the order of their ids, here and in
/// <see cref="AttemptRecorder"/>, so that two transactions never wait for each other.
/// </summary>
internal sealed class PostgresDeliveryStore(UnitOfWork work, Vault vault, SenderBell bell, TimeProvider time) : IDeliveryStore
{
    private const string AddSql = """
        WITH fresh AS (
            SELECT id, account_id, endpoint_id, host, event, job_id, project_id, version, shown_url, target, body, rule, is_test, order_id,
                   subscription_id
              FROM unnest(@Ids, @AccountIds, @EndpointIds, @Hosts, @Events, @JobIds, @ProjectIds, @Versions, @ShownUrls, @Targets, @Bodies,
                          @Rules, @AreTests, @OrderIds, @SubscriptionIds)
                AS given (id, account_id, endpoint_id, host, event, job_id, project_id, version, shown_url, target, body, rule, is_test,
                          order_id, subscription_id)
             WHERE order_id IS NOT NULL OR NOT EXISTS (
                   SELECT 1
                     FROM delivery AS held
                    WHERE held.job_id = given.job_id AND held.event = given.event AND held.version >= given.version AND held.order_id IS NULL)
        ), turn AS (
            INSERT INTO endpoint (id, account_id, host, next_at, failures, pace)
            SELECT DISTINCT ON (endpoint_id) endpoint_id, account_id, host, @Now, 0, 'new'
              FROM fresh
             ORDER BY endpoint_id
                ON CONFLICT (id) DO UPDATE
               SET next_at = greatest(excluded.next_at, endpoint.open_until)
             WHERE endpoint.next_at > greatest(excluded.next_at, endpoint.open_until)
        ), superseded AS (
            UPDATE delivery
               SET state = 'canceled', next_at = NULL, ended_at = @Now
              FROM fresh
             WHERE delivery.job_id = fresh.job_id AND delivery.event = fresh.event AND delivery.version < fresh.version
               AND delivery.state = 'pending' AND delivery.order_id IS NULL AND fresh.order_id IS NULL
        )
        INSERT INTO delivery (
               id, account_id, endpoint_id, event, job_id, project_id, version, shown_url, target, body, rule, is_test, order_id,
               subscription_id, trace_parent, state, next_at, created_at)
        SELECT id, account_id, endpoint_id, event, job_id, project_id, version, shown_url, target, body, rule, is_test, order_id,
               subscription_id, @TraceParent, 'pending', @Now, @Now
          FROM fresh
            ON CONFLICT DO NOTHING
        """;

    // The breaker lets it through at once: whoever asks has repaired something.
    private const string ResendSql = """
        WITH resent AS (
            UPDATE delivery
               SET state = 'pending', next_at = @Now, tries = 0, lease_id = NULL, lease_until = NULL, ended_at = NULL
             WHERE id = @Id AND (lease_until IS NULL OR lease_until <= @Now)
               AND (@AccountId::uuid IS NULL OR account_id = @AccountId)
            RETURNING endpoint_id
        )
        UPDATE endpoint
           SET next_at = least(next_at, @Now), open_until = NULL
          FROM resent
         WHERE endpoint.id = resent.endpoint_id
        """;

    private const string ExistsSql = "SELECT EXISTS (SELECT 1 FROM delivery WHERE id = @Id AND (@AccountId::uuid IS NULL OR account_id = @AccountId))";

    public async Task AddAsync(IReadOnlyList<NewDelivery> deliveries, CancellationToken ct)
    {
        var addresses = deliveries.Select(delivery => EndpointAddress.Of(delivery.AccountId, delivery.Target.Url)).ToList();
        var parameters = new
        {
            Now = time.GetUtcNow(),
            // Deliveries that arrive together share the trace of the first.
            TraceParent = Activity.Current?.Id,
            Ids = deliveries.Select(delivery => delivery.Id).ToArray(),
            AccountIds = deliveries.Select(delivery => delivery.AccountId).ToArray(),
            EndpointIds = addresses.Select(address => address.EndpointId).ToArray(),
            Hosts = addresses.Select(address => address.Host).ToArray(),
            Events = deliveries.Select(delivery => delivery.Event).ToArray(),
            JobIds = deliveries.Select(delivery => delivery.JobId).ToArray(),
            ProjectIds = deliveries.Select(delivery => delivery.ProjectId).ToArray(),
            Versions = deliveries.Select(delivery => delivery.Version).ToArray(),
            ShownUrls = addresses.Select(address => address.ShownUrl).ToArray(),
            Targets = deliveries.Select(delivery => vault.Seal(delivery.Id, delivery.Target)).ToArray(),
            Bodies = deliveries.Select(delivery => delivery.Body.ToArray()).ToArray(),
            Rules = deliveries.Select(delivery => DatabaseWords.Of(delivery.Rule)).ToArray(),
            AreTests = deliveries.Select(delivery => delivery.IsTest).ToArray(),
            OrderIds = deliveries.Select(delivery => delivery.OrderId).ToArray(),
            SubscriptionIds = deliveries.Select(delivery => delivery.SubscriptionId).ToArray(),
        };
        var transaction = await work.TransactionAsync(ct);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(AddSql, parameters, transaction, cancellationToken: ct));
        work.AfterCommit(bell.Ring);
    }

    public async Task<ResendOutcome> ResendAsync(Guid id, Guid? accountId, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new { Id = id, AccountId = accountId, Now = time.GetUtcNow() };
        if (await transaction.Connection!.ExecuteAsync(new CommandDefinition(ResendSql, parameters, transaction, cancellationToken: ct)) == 1)
        {
            work.AfterCommit(bell.Ring);
            return ResendOutcome.Due;
        }

        var exists = await transaction.Connection!.ExecuteScalarAsync<bool>(
            new CommandDefinition(ExistsSql, new { Id = id, AccountId = accountId }, transaction, cancellationToken: ct));
        return exists ? ResendOutcome.BeingSent : ResendOutcome.NotFound;
    }

    public async Task<Resent> ResendAsync(ResendRange range, int max, CancellationToken ct)
    {
        var transaction = await work.TransactionAsync(ct);
        var parameters = new
        {
            range.AccountId,
            range.JobId,
            States = new[] { DatabaseWords.Of(range.State) },
            Events = range.Event is { } name ? [name] : EventNames.All.ToArray(),
            Since = IdRange.StartOf(range.Since),
            Until = IdRange.EndOf(range.Until),
            After = range.After ?? Guid.Empty,
            Max = max,
            Now = time.GetUtcNow(),
        };
        var sql = RangeSql.Resend(range.JobId, range.AccountId);
        var resent = await transaction.Connection!.QuerySingleAsync<Resent>(new CommandDefinition(sql, parameters, transaction, cancellationToken: ct));
        work.AfterCommit(bell.Ring);
        return resent;
    }
}
