using Hitl.ServiceDefaults.Hosting;
using Hitl.Workforce.Application;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Workers;

/// <summary>Makes the simulator's steps.</summary>
internal sealed partial class Simulator(IServiceScopeFactory scopes, NpgsqlDataSource database, TimeProvider time, ILogger<Simulator> logger)
    : DueWork(scopes, database, time)
{
    protected override int BatchMax => 100;

    protected override TimeSpan AtTheLatest { get; } = TimeSpan.FromMilliseconds(200);

    protected override string NextSql => "SELECT min(due_at) FROM simulation WHERE due_at IS NOT NULL";

    protected override Task<int> HandleAsync(IServiceProvider scope, CancellationToken ct) =>
        scope.GetRequiredService<SimulateWorkHandler>().HandleAsync(BatchMax, ct);

    protected override void Report(NpgsqlException failure) => Failed(failure);

    [LoggerMessage(LogLevel.Warning, "Test jobs could not be simulated; trying again in a moment")]
    private partial void Failed(Exception failure);
}
