using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>Whether the service's database answers.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException down)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", down);
        }
    }
}
