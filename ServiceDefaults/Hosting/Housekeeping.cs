using Dapper;
using Hitl.ServiceDefaults.Http.Idempotency;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>Forgets, each hour, what nobody can ask for any more: old inbox marks and idempotency answers.</summary>
internal sealed partial class Housekeeping(
    NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Longer than any broker redelivers.</summary>
    private static readonly TimeSpan KeepInboxFor = TimeSpan.FromDays(7);

    private const string PurgeInboxSql = "DELETE FROM inbox WHERE received_at < @Oldest";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(failure);
            }
        }
    }

    internal async Task RunOnceAsync(CancellationToken ct)
    {
        await idempotency.PurgeAsync(ct);
        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            PurgeInboxSql, new { Oldest = time.GetUtcNow() - KeepInboxFor }, cancellationToken: ct));
    }

    [LoggerMessage(LogLevel.Warning, "Housekeeping failed; trying again in an hour")]
    private partial void Failed(Exception failure);
}
