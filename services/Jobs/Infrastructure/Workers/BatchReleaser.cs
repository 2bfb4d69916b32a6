using Hitl.Jobs.Application;
using Hitl.ServiceDefaults.Hosting;
using Npgsql;

namespace Hitl.Jobs.Infrastructure.Workers;

/// <summary>Releases the jobs of finalized batches, and notices when the last of them has ended.</summary>
internal sealed partial class BatchReleaser(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<BatchReleaser> logger)
    : DueWork(scopes, database, time)
{
    protected override int BatchMax => 500;

    protected override TimeSpan AtTheLatest { get; } = TimeSpan.FromSeconds(1);

    protected override string NextSql => "SELECT min(finalized_at) FROM batch WHERE finalized_at IS NOT NULL AND completed_at IS NULL";

    protected override Task<int> HandleAsync(IServiceProvider scope, CancellationToken ct) =>
        scope.GetRequiredService<ReleaseBatches>().HandleAsync(BatchMax, ct);

    protected override void Report(NpgsqlException failure) => Failed(failure);

    [LoggerMessage(LogLevel.Warning, "Batches could not be released; trying again in a second")]
    private partial void Failed(Exception failure);
}
