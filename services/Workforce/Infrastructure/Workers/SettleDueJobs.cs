using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Workers;

/// <summary>Settles jobs as soon as nobody can take a submission back any more; instances share them.</summary>
internal sealed partial class SettleDueJobs(IServiceScopeFactory scopes, TimeProvider time, ILogger<SettleDueJobs> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await SettleNextAsync(stoppingToken))
                {
                }
            }
            catch (NpgsqlException failure)
            {
                DatabaseFailed(failure);
            }
        }
    }

    private async Task<bool> SettleNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetRequiredService<IDueJobs>();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var now = time.GetUtcNow();
        if (await jobs.TakeAsync(now, ct) is not { } due) return false;

        try
        {
            if (due.IsOpen) await scope.ServiceProvider.GetRequiredService<SettleJobHandler>().HandleAsync(due.JobId, due.Round, now, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not NpgsqlException { IsTransient: true })
        {
            // One job that cannot be settled must not hold up those behind it.
            JobFailed(failure, due.JobId);
            await work.RollbackAsync();
            await jobs.WaitAsync(due.JobId, now + RetryAfter, ct);
        }

        await work.CommitAsync(ct);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Jobs whose time to undo has passed could not be looked for; trying again in a second")]
    private partial void DatabaseFailed(Exception failure);

    [LoggerMessage(LogLevel.Error, "Job {JobId} could not be settled; trying again in a minute")]
    private partial void JobFailed(Exception failure, Guid jobId);
}
