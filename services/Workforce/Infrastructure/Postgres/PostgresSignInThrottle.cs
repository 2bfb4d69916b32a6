using System.Security.Cryptography;
using System.Text;
using Dapper;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Postgres;

internal sealed class PostgresSignInThrottle(NpgsqlDataSource database) : ISignInThrottle
{
    private const string CountAddressSql = """
        INSERT INTO sign_in_address AS known (address, attempts, window_start)
        VALUES (@Address, 1, @Now)
            ON CONFLICT (address) DO UPDATE
           SET attempts     = CASE WHEN known.window_start <= @Oldest THEN 1 ELSE known.attempts + 1 END,
               window_start = CASE WHEN known.window_start <= @Oldest THEN @Now ELSE known.window_start END
        RETURNING attempts, window_start
        """;

    // The no-change update locks the row, so that attempts at the same time are counted one after the other.
    private const string HoldAttemptsSql = """
        INSERT INTO sign_in_failure AS known (email_hash, failures, blocked_until, last_at)
        VALUES (@EmailHash, 0, @Now, @Now)
            ON CONFLICT (email_hash) DO UPDATE SET failures = known.failures
        RETURNING failures, blocked_until, last_at
        """;

    private const string SaveAttemptsSql = """
        UPDATE sign_in_failure
           SET failures = @Failures, blocked_until = @BlockedUntil, last_at = @LastAt
         WHERE email_hash = @EmailHash
        """;

    private const string ForgetSql = "DELETE FROM sign_in_failure WHERE email_hash = @EmailHash";

    private const string PurgeSql = """
        DELETE FROM sign_in_failure WHERE last_at < @OldestFailure;
        DELETE FROM sign_in_address WHERE window_start <= @OldestWindow
        """;

    public async Task<TimeSpan?> CountAddressAsync(string address, DateTimeOffset now, CancellationToken ct)
    {
        var parameters = new { Address = address, Now = now, Oldest = now - SignInLimits.AddressWindow };
        await using var connection = await database.OpenConnectionAsync(ct);
        var row = await connection.QuerySingleAsync<AddressRow>(new CommandDefinition(CountAddressSql, parameters, cancellationToken: ct));
        return row.Attempts <= SignInLimits.AttemptsPerAddress ? null : row.WindowStart + SignInLimits.AddressWindow - now;
    }

    public async Task<TimeSpan?> CountAttemptAsync(string emailKey, DateTimeOffset now, CancellationToken ct)
    {
        var emailHash = HashOf(emailKey);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var row = await connection.QuerySingleAsync<AttemptsRow>(
            new CommandDefinition(HoldAttemptsSql, new { EmailHash = emailHash, Now = now }, transaction, cancellationToken: ct));
        var attempts = new SignInAttempts(row.Failures, row.BlockedUntil, row.LastAt);
        if (attempts.WaitAt(now) is { } wait) return wait;

        var next = attempts.Add(now);
        var parameters = new { EmailHash = emailHash, next.Failures, next.BlockedUntil, next.LastAt };
        await connection.ExecuteAsync(new CommandDefinition(SaveAttemptsSql, parameters, transaction, cancellationToken: ct));
        await transaction.CommitAsync(ct);
        return null;
    }

    public async Task ForgetAsync(string emailKey, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(ForgetSql, new { EmailHash = HashOf(emailKey) }, cancellationToken: ct));
    }

    public async Task PurgeAsync(DateTimeOffset now, CancellationToken ct)
    {
        var parameters = new { OldestFailure = now - SignInLimits.ForgetAfter, OldestWindow = now - SignInLimits.AddressWindow };
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(PurgeSql, parameters, cancellationToken: ct));
    }

    private static byte[] HashOf(string emailKey) => SHA256.HashData(Encoding.UTF8.GetBytes(emailKey));

    private sealed record AddressRow(int Attempts, DateTimeOffset WindowStart);

    private sealed record AttemptsRow(int Failures, DateTimeOffset BlockedUntil, DateTimeOffset LastAt);
}
