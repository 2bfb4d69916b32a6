using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>Whether the programs that look into media are there; without them all else works, so it is no reason to stop.</summary>
internal sealed class MediaToolsHealth : IHealthCheck
{
    private static readonly string[] Programs = ["ffmpeg", "ffprobe", "pdfinfo"];

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = Programs.Where(program => Tools.Find(program) is null).ToList();
        return Task.FromResult(missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Not installed: {string.Join(", ", missing)}."));
    }
}
