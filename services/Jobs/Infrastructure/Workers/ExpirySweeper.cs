using Dapper;
using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Data;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Workers;

/// <summary>
/// Writes expiries down within moments of the instant: it wakes at the next one, and each second at the latest. Any number of
/// replicas share the work.
/// </summary>
internal sealed partial class ExpirySweeper(
    IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<ExpirySweeper> logger) : BackgroundService
{
    private const int BatchMax = 500;

    private static readonly TimeSpan AtTheLatest = TimeSpan.FromSeconds(1);

    private const string NextSql = "SELECT min(expires_at) FROM job WHERE status IN ('new', 'progress') AND expires_at IS NOT NULL";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = AtTheLatest;
            try
            {
                await RunOnceAsync(stoppingToken);
                wait = await UntilNextAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(failure);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes down all that is due now; returns how many jobs that were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var total = 0;
        int count;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            count = await scope.ServiceProvider.GetRequiredService<ExpireJobs>().HandleAsync(BatchMax, ct);
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(ct);
            total += count;
        }
        while (count == BatchMax);

        return total;
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var next = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(NextSql, cancellationToken: ct));
        if (next is null) return AtTheLatest;
        // What is due already is held by somebody else at this moment: it is theirs, or ours in a second.
        var until = next.Value - time.GetUtcNow().UtcDateTime;
        return until > TimeSpan.Zero && until < AtTheLatest ? until : AtTheLatest;
    }

    [LoggerMessage(LogLevel.Warning, "Expiries could not be written down; trying again in a second")]
    private partial void Failed(Exception failure);
}
