using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Hosting;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Workers;

/// <summary>Writes expiries down.</summary>
internal sealed partial class ExpirySweeper(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<ExpirySweeper> logger)
    : DueWork(scopes, database, time)
{
    protected override int BatchMax => 500;

    protected override TimeSpan AtTheLatest { get; } = TimeSpan.FromSeconds(1);

    protected override string NextSql => "SELECT min(expires_at) FROM job WHERE status IN ('new', 'progress') AND expires_at IS NOT NULL";

    protected override Task<int> HandleAsync(IServiceProvider scope, CancellationToken ct) =>
        scope.GetRequiredService<ExpireJobs>().HandleAsync(BatchMax, ct);

    protected override void Report(NpgsqlException failure) => Failed(failure);

    [LoggerMessage(LogLevel.Warning, "Expiries could not be written down; trying again in a second")]
    private partial void Failed(Exception failure);
}
