using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hitl.Workbench.Api;

/// <summary>Whether there is an app to serve.</summary>
internal sealed class AppHealth(AppFiles files) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(files.Index is null ? HealthCheckResult.Unhealthy("The web app was not built.") : HealthCheckResult.Healthy());
}
