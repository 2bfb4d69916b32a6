using Dapper;
using Hitl.ServiceDefaults.Concurrency;
using Npgsql;

namespace Hitl.Gateway.Rates;

/// <summary>Shares of the minutes' quotas, in PostgreSQL. Gateways that want shares at the same time cost one round trip.</summary>
internal sealed partial class PostgresQuotaLeases : IQuotaLeases, IAsyncDisposable
{
    private const int BatchMax = 200;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    // More is taken than there is when a quota ends: who took too much sees it by the sum. Ordered, so that two gateways never
    // wait for each other's rows.
    private const string TakeSql = """
        INSERT INTO quota AS q (minute, subject, taken)
        SELECT wish.minute, wish.subject, wish.wanted
          FROM unnest(@Minutes, @Subjects, @Wanted) AS wish (minute, subject, wanted)
         ORDER BY wish.minute, wish.subject
            ON CONFLICT (minute, subject) DO UPDATE SET taken = q.taken + EXCLUDED.taken
        RETURNING q.minute, q.subject, q.taken AS sum
        """;

    private const string PurgeSql = "DELETE FROM quota WHERE minute < @Oldest";

    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresQuotaLeases> _logger;
    private readonly Coalescer<Wish, long?> _batches;
    private volatile bool _isDown;
    private long _retryAtTicks;

    public PostgresQuotaLeases(NpgsqlDataSource database, TimeProvider time, ILogger<PostgresQuotaLeases> logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _batches = new Coalescer<Wish, long?>("quota leases", BatchMax, TakeAsync);
    }

    public bool IsDown => _isDown;

    public bool IsWorthTrying => !_isDown || _time.GetUtcNow().UtcTicks >= Volatile.Read(ref _retryAtTicks);

    public Task<long?> TakeAsync(Guid subject, DateTimeOffset minute, int wanted) =>
        _batches.RunAsync(new Wish(minute.UtcDateTime, subject, wanted), CancellationToken.None);

    public async Task PurgeAsync(DateTimeOffset oldest, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(PurgeSql, new { Oldest = oldest }, cancellationToken: ct));
    }

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    private async Task<IReadOnlyList<long?>> TakeAsync(IReadOnlyList<Wish> wishes, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(AnswerWithin);
        try
        {
            var taken = await TakeInDatabaseAsync(wishes, deadline.Token);
            if (_isDown)
            {
                _isDown = false;
                IsBack();
            }

            return [.. wishes.Select(wish => (long?)taken[(wish.Minute, wish.Subject)])];
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            Volatile.Write(ref _retryAtTicks, (_time.GetUtcNow() + RetryAfter).UtcTicks);
            if (!_isDown)
            {
                _isDown = true;
                IsGone(failure);
            }

            return new long?[wishes.Count];
        }
    }

    private async Task<Dictionary<(DateTime Minute, Guid Subject), long>> TakeInDatabaseAsync(IReadOnlyList<Wish> wishes, CancellationToken ct)
    {
        await using var connection = await _database.OpenConnectionAsync(ct);
        var parameters = new
        {
            Minutes = wishes.Select(wish => wish.Minute).ToArray(),
            Subjects = wishes.Select(wish => wish.Subject).ToArray(),
            Wanted = wishes.Select(wish => (long)wish.Wanted).ToArray(),
        };
        var rows = await connection.QueryAsync<Taken>(new CommandDefinition(TakeSql, parameters, cancellationToken: ct));
        return rows.ToDictionary(row => (row.Minute, row.Subject), row => row.Sum);
    }

    [LoggerMessage(LogLevel.Warning, "The common table of quotas cannot be reached: this gateway counts for itself until it can")]
    private partial void IsGone(Exception failure);

    [LoggerMessage(LogLevel.Information, "The common table of quotas is back")]
    private partial void IsBack();

    private sealed record Wish(DateTime Minute, Guid Subject, int Wanted);

    private sealed record Taken(DateTime Minute, Guid Subject, long Sum);
}
