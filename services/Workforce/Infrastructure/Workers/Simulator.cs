using Dapper;
using Hitl.ServiceDefaults.Data;
using Hitl.Workforce.Application;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Workers;

/// <summary>
/// Makes the simulator's steps within moments of their instant. What is to be done stands in the database: it survives restarts, and any
/// number of replicas share it.
/// </summary>
internal sealed partial class Simulator(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<Simulator> logger)
    : BackgroundService
{
    private const int BatchMax = 100;

    /// <summary>So late is a job at the most that somebody put into the schedule meanwhile.</summary>
    private static readonly TimeSpan AtTheLatest = TimeSpan.FromMilliseconds(200);

    private const string NextSql = "SELECT min(due_at) FROM simulation WHERE due_at IS NOT NULL";

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

    /// <summary>Makes all steps that are due now; returns how many those were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var total = 0;
        int count;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            count = await scope.ServiceProvider.GetRequiredService<SimulateWorkHandler>().HandleAsync(BatchMax, ct);
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
        // What is due already is held by somebody else at this moment: it is theirs, or ours in a moment.
        var until = next.Value - time.GetUtcNow().UtcDateTime;
        return until > TimeSpan.Zero && until < AtTheLatest ? until : AtTheLatest;
    }

    [LoggerMessage(LogLevel.Warning, "Test jobs could not be simulated; trying again in a moment")]
    private partial void Failed(Exception failure);
}
