using Dapper;
using Hitl.ServiceDefaults.Concurrency;
using Hitl.ServiceDefaults.Data;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.ServiceDefaults.Messaging;

/// <summary>
/// Gives each message to its handler exactly once in effect: the message's id and the handler's writes commit together. Messages
/// that arrive at the same time share a transaction.
/// </summary>
internal sealed class Inbox<TEvent, THandler> : IAsyncDisposable
    where TEvent : class
    where THandler : class, IEventHandler<TEvent>
{
    private const int BatchMax = 100;

    private const string MarkSql = """
        INSERT INTO inbox (consumer, message_id, received_at)
        SELECT @Consumer, message_id, @Now
          FROM unnest(@Ids) AS message (message_id)
            ON CONFLICT DO NOTHING
        RETURNING message_id
        """;

    // Whole: two parts of a service may each have a handler of the same name.
    private readonly string _consumer = typeof(THandler).FullName + "/" + typeof(TEvent).Name;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly Coalescer<Received, bool> _batches;

    public Inbox(IServiceScopeFactory scopes, TimeProvider time)
    {
        (_scopes, _time) = (scopes, time);
        _batches = new Coalescer<Received, bool>(_consumer, BatchMax, HandleAsync);
    }

    public Task ReceiveAsync(Guid messageId, TEvent message, CancellationToken ct) =>
        _batches.RunAsync(new Received(messageId, message), ct);

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<bool>> HandleAsync(IReadOnlyList<Received> batch, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var transaction = await work.TransactionAsync(ct);
        var mark = new { Consumer = _consumer, Now = _time.GetUtcNow(), Ids = batch.Select(received => received.MessageId).Distinct().ToArray() };
        var fresh = (await transaction.Connection!.QueryAsync<Guid>(new CommandDefinition(MarkSql, mark, transaction, cancellationToken: ct)))
            .ToHashSet();

        var events = batch.Where(received => fresh.Remove(received.MessageId)).Select(received => received.Message).ToList();
        if (events.Count > 0) await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(events, ct);
        await work.CommitAsync(ct);
        return new bool[batch.Count];
    }

    private sealed record Received(Guid MessageId, TEvent Message);
}

/// <summary>What MassTransit calls; acknowledges once the inbox has committed.</summary>
internal sealed class InboxConsumer<TEvent, THandler>(Inbox<TEvent, THandler> inbox) : IConsumer<TEvent>
    where TEvent : class
    where THandler : class, IEventHandler<TEvent>
{
    public Task Consume(ConsumeContext<TEvent> context) =>
        inbox.ReceiveAsync(context.MessageId ?? throw new InvalidOperationException("A message without an id."), context.Message, context.CancellationToken);
}

/// <summary>For handlers that only keep something in this process's memory: every instance hears every event.</summary>
internal sealed class InstanceConsumer<TEvent, THandler>(THandler handler) : IConsumer<TEvent>
    where TEvent : class
    where THandler : class, IEventHandler<TEvent>
{
    public Task Consume(ConsumeContext<TEvent> context) => handler.HandleAsync([context.Message], context.CancellationToken);
}
