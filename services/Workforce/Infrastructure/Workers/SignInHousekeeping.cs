using Hitl.Workforce.Application;
using Npgsql;

namespace Hitl.Workforce.Infrastructure.Workers;

/// <summary>Deletes, each hour, sessions that are over and attempts to sign in that make nobody wait any more.</summary>
internal sealed partial class SignInHousekeeping(IServiceScopeFactory scopes, TimeProvider time, ILogger<SignInHousekeeping> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                Failed(failure);
            }
        }
    }

    internal async Task RunOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<ISessionStore>().PurgeAsync(now, ct);
        await scope.ServiceProvider.GetRequiredService<ISignInThrottle>().PurgeAsync(now, ct);
    }

    [LoggerMessage(LogLevel.Warning, "Sessions could not be cleaned up; trying again in an hour")]
    private partial void Failed(Exception failure);
}
