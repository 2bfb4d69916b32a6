using Dapper;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.ServiceDefaults.Messaging;

/// <summary>Collects the unit of work's events and writes them, in one statement, just before it commits.</summary>
public sealed class Outbox : IEventPublisher
{
    private const string InsertSql = """
        INSERT INTO outbox (message_id, message_type, body, trace_parent, created_at, next_at)
        SELECT message_id, message_type, body, trace_parent, created_at, created_at
          FROM unnest(@MessageIds, @Types, @Bodies, @Traces, @Times)
            AS message (message_id, message_type, body, trace_parent, created_at)
        """;

    private readonly List<OutboxMessage> _messages = [];
    private readonly TimeProvider _time;

    public Outbox(UnitOfWork work, OutboxBell bell, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(work);
        _time = time;
        work.BeforeCommit(async ct =>
        {
            if (_messages.Count == 0) return;
            await InsertAsync(await work.TransactionAsync(ct), _messages, ct);
            _messages.Clear();
            work.AfterCommit(bell.Ring);
        });
        work.OnRollback(_messages.Clear);
    }

    /// <inheritdoc />
    public void Publish(object fact) => _messages.Add(OutboxMessage.Of(fact, _time.GetUtcNow()));

    /// <summary>Inserts <paramref name="messages"/> in one statement; ring the <see cref="OutboxBell"/> after the commit.</summary>
    public static Task InsertAsync(NpgsqlTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var parameters = new
        {
            MessageIds = messages.Select(message => message.MessageId).ToArray(),
            Types = messages.Select(message => message.MessageType).ToArray(),
            Bodies = messages.Select(message => message.Body).ToArray(),
            Traces = messages.Select(message => message.TraceParent).ToArray(),
            Times = messages.Select(message => message.CreatedAt.UtcDateTime).ToArray(),
        };
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertSql, parameters, transaction, cancellationToken: ct));
    }
}

/// <summary>Wakes the relay of this process after a commit; correctness never depends on it, since the relay polls too.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Says that the outbox may hold something new.</summary>
    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been rung already and nobody has come yet: once is enough.
        }
    }

    internal Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _rung.WaitAsync(atMost, ct);

    public void Dispose() => _rung.Dispose();
}
