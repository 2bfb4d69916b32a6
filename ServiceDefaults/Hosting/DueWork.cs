using Dapper;
using Hitl.ServiceDefaults.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>
/// Does what a table says is due, within moments of its instant: it wakes at the next one, and each so often for what was added
/// meanwhile. What is to be done stands in the database, so it survives restarts, and any number of replicas share it.
/// </summary>
/// <param name="scopes">Each batch is a unit of work of its own.</param>
/// <param name="database">Where the next instant is read.</param>
/// <param name="time">The clock.</param>
public abstract class DueWork(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time) : BackgroundService
{
    /// <summary>How much is done in one unit of work.</summary>
    protected abstract int BatchMax { get; }

    /// <summary>So late is done at the most what was added meanwhile.</summary>
    protected abstract TimeSpan AtTheLatest { get; }

    /// <summary>Gives the next instant; null when nothing waits.</summary>
    protected abstract string NextSql { get; }

    /// <summary>Does what is due now, at most <see cref="BatchMax"/>; returns how much that was. The unit of work is committed behind it.</summary>
    protected abstract Task<int> HandleAsync(IServiceProvider scope, CancellationToken ct);

    /// <summary>The database was away; it is tried again soon.</summary>
    protected abstract void Report(NpgsqlException failure);

    /// <summary>Does all that is due now; returns how much that was.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var total = 0;
        int count;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            count = await HandleAsync(scope.ServiceProvider, ct);
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(ct);
            total += count;
        }
        while (count == BatchMax);

        return total;
    }

    /// <inheritdoc/>
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
                Report(failure);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
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
}
