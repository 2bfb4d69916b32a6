using Npgsql;

namespace Hitl.ServiceDefaults.Data;

/// <summary>
/// One transaction for everything that must happen together: rows, events (the outbox), the inbox's mark, the answer to an
/// idempotency key. Scoped: whoever opened the scope commits. The connection is opened when first needed.
/// </summary>
public sealed class UnitOfWork(NpgsqlDataSource database) : IAsyncDisposable
{
    private readonly List<Func<CancellationToken, Task>> _beforeCommit = [];
    private readonly List<Action> _afterCommit = [];
    private readonly List<Action> _onRollback = [];
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;

    /// <summary>The open transaction; its <c>Connection</c> is what to run SQL on.</summary>
    public async ValueTask<NpgsqlTransaction> TransactionAsync(CancellationToken ct)
    {
        if (_transaction is not null) return _transaction;
        _connection ??= await database.OpenConnectionAsync(ct);
        return _transaction = await _connection.BeginTransactionAsync(ct);
    }

    /// <summary>Runs <paramref name="action"/> as the last thing inside each transaction.</summary>
    public void BeforeCommit(Func<CancellationToken, Task> action) => _beforeCommit.Add(action);

    /// <summary>Runs <paramref name="action"/> whenever the unit is rolled back.</summary>
    public void OnRollback(Action action) => _onRollback.Add(action);

    /// <summary>Runs <paramref name="action"/> once the transaction is committed; never after a rollback.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Makes everything durable, or throws and leaves nothing.</summary>
    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var action in _beforeCommit) await action(ct);
        if (_transaction is not null)
        {
            await _transaction.CommitAsync(ct);
            await CloseAsync();
        }

        foreach (var action in _afterCommit) action();
        _afterCommit.Clear();
    }

    /// <summary>Undoes what was not committed; the unit can be used again.</summary>
    public async Task RollbackAsync()
    {
        _afterCommit.Clear();
        foreach (var action in _onRollback) action();
        await CloseAsync();
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>
    /// Gives the connection back at once, not at the scope's end: whoever goes on to read takes another one from the pool, and
    /// requests that each hold one while they wait for a second could wait for each other for ever.
    /// </summary>
    private async ValueTask CloseAsync()
    {
        if (_transaction is not null) await _transaction.DisposeAsync();
        _transaction = null;
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = null;
    }
}
