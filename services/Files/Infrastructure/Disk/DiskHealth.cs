using Hitl.Files.Application;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Disk;

/// <summary>Whether the store has room for at least one file of the largest size.</summary>
internal sealed class DiskHealth(IOptions<FilesOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var free = new DriveInfo(Path.GetFullPath(options.Value.Root)).AvailableFreeSpace;
            return Task.FromResult(free > Math.Max(options.Value.FileBytesMax, options.Value.MediaBytesMax)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"Only {free} bytes are free where files are stored."));
        }
        catch (IOException gone)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The folder where files are stored cannot be reached.", gone));
        }
    }
}
