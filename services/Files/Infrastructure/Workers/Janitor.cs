using Hitl.Files.Application;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Workers;

/// <summary>Cleans up from time to time.</summary>
internal sealed partial class Janitor(
    CleanUpHandler cleanUp, IOptions<FilesOptions> options, TimeProvider time, ILogger<Janitor> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever breaks, the next round finds the same things to do.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failed(failure);
            }
        }
    }

    internal async Task<CleanedUp> RunOnceAsync(CancellationToken ct)
    {
        var removed = await cleanUp.HandleAsync(ct);
        if (removed != new CleanedUp(0, 0, 0)) Cleaned(removed.PendingFiles, removed.Contents, removed.SpooledFiles);
        return removed;
    }

    [LoggerMessage(LogLevel.Information, "Removed {PendingFiles} pending files, {Contents} contents, {SpooledFiles} unfinished downloads")]
    private partial void Cleaned(int pendingFiles, int contents, int spooledFiles);

    [LoggerMessage(LogLevel.Warning, "Cleaning up failed; the next round tries again")]
    private partial void Failed(Exception failure);
}
