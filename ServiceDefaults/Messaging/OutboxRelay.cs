using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dapper;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hitl.ServiceDefaults.Messaging;

/// <summary>
/// Publishes the outbox: many messages at once, their confirms awaited together, then deleted. Any number of relays share the
/// table. A crash between publish and delete repeats messages and loses none.
/// </summary>
internal sealed partial class OutboxRelay(NpgsqlDataSource database, IBus bus, OutboxBell bell, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    private const int BatchMax = 500;

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(15);
    private static readonly ActivitySource Source = new("hitl.outbox");
    private static readonly Meter Meter = new("hitl.outbox");
    private static readonly Counter<long> Published = Meter.CreateCounter<long>("hitl.outbox.published", "{message}");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>("hitl.outbox.lag", "s");

    // Sequences are taken before commit, so a lower one can appear later: rows are deleted, never passed by a watermark.
    private const string TakeSql = """
        SELECT message_id, message_type, body, trace_parent, created_at
          FROM outbox
         WHERE next_at <= @Now
         ORDER BY next_at, sequence
         LIMIT @BatchMax
           FOR UPDATE SKIP LOCKED
        """;

    private const string DeleteSql = "DELETE FROM outbox WHERE message_id = ANY(@Ids)";

    private const string PostponeSql = """
        UPDATE outbox
           SET attempts = attempts + 1,
               next_at = @Now + least(power(2, attempts), 60) * interval '1 second',
               last_error = @Error
         WHERE message_id = ANY(@Ids)
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOnceAsync(stoppingToken) == BatchMax)
                {
                }

                await bell.WaitAsync(PollEvery, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever breaks, the relay goes on: everything is still in the table.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                RelayFailed(failure);
                await Task.Delay(PollEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Publishes one batch; returns how many rows it took.</summary>
    internal async Task<int> RunOnceAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = time.GetUtcNow();
        var take = new CommandDefinition(TakeSql, new { Now = now, BatchMax }, transaction, cancellationToken: ct);
        var messages = (await connection.QueryAsync<OutboxRow>(take)).AsList();
        if (messages.Count == 0) return 0;

        var outcomes = await Task.WhenAll(messages.Select(message => PublishAsync(message, ct)));
        var sent = outcomes.Where(outcome => outcome.Failure is null).Select(outcome => outcome.Row.MessageId).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(DeleteSql, new { Ids = sent }, transaction, cancellationToken: ct));
        await PostponeAsync(transaction, outcomes, now, ct);
        await transaction.CommitAsync(ct);

        Published.Add(sent.Length);
        Lag.Record((now.UtcDateTime - messages[0].CreatedAt).TotalSeconds);
        return messages.Count;
    }

    private async Task PostponeAsync(NpgsqlTransaction transaction, Outcome[] outcomes, DateTimeOffset now, CancellationToken ct)
    {
        var failed = outcomes.Where(outcome => outcome.Failure is not null).ToList();
        if (failed.Count == 0) return;

        PublishFailed(failed[0].Failure!, failed.Count);
        var parameters = new { Now = now, Error = failed[0].Failure!.Message, Ids = failed.Select(outcome => outcome.Row.MessageId).ToArray() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(PostponeSql, parameters, transaction, cancellationToken: ct));
    }

    private async Task<Outcome> PublishAsync(OutboxRow row, CancellationToken ct)
    {
        _ = ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var cause);
        using var activity = cause == default ? null : Source.StartActivity("outbox publish", ActivityKind.Internal, cause);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(ConfirmWithin);
        try
        {
            var fact = new OutboxMessage(row.MessageId, row.MessageType, row.Body, row.TraceParent, new DateTimeOffset(row.CreatedAt, TimeSpan.Zero)).Read();
            await bus.Publish(fact, fact.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = row.MessageId), deadline.Token);
            return new Outcome(row, null);
        }
#pragma warning disable CA1031 // One message that cannot be sent must not hold up the others; its error is kept in its row.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new Outcome(row, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox could not be relayed; trying again")]
    private partial void RelayFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "{Count} messages of the outbox could not be published; trying again later")]
    private partial void PublishFailed(Exception failure, int count);

    private sealed record OutboxRow(Guid MessageId, string MessageType, byte[] Body, string? TraceParent, DateTime CreatedAt);

    private sealed record Outcome(OutboxRow Row, Exception? Failure);
}
