using Npgsql;

namespace Hitl.Gateway.Rates;

/// <summary>Clears away minutes that are over, in memory and in the common table.</summary>
internal sealed partial class QuotaSweeper(Quotas quotas, IQuotaLeases leases, TimeProvider time, ILogger<QuotaSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the clocks of two gateways differ.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(10);

    internal async Task RunOnceAsync(CancellationToken ct)
    {
        quotas.Sweep();
        await leases.PurgeAsync(time.GetUtcNow() - KeepFor, ct);
    }

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

    [LoggerMessage(LogLevel.Warning, "Old quotas could not be deleted; trying again in a minute")]
    private partial void Failed(Exception failure);
}
