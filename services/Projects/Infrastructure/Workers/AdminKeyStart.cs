using Hitl.Projects.Application;
using Hitl.Projects.Infrastructure.Disk;
using Hitl.ServiceDefaults.Data;
using Microsoft.Extensions.Options;

namespace Hitl.Projects.Infrastructure.Workers;

/// <summary>Sees to the first administrator's key before the service serves anybody.</summary>
internal sealed partial class AdminKeyStart(IServiceScopeFactory scopes, IOptions<BootstrapOptions> options, ILogger<AdminKeyStart> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AdminKeyFile is not { Length: > 0 } path)
        {
            NotConfigured();
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<BootstrapAdminKey>().HandleAsync(cancellationToken);
        if (made.Error is { } error) throw new InvalidOperationException($"{BootstrapOptions.Section}:{nameof(BootstrapOptions.AdminKeyFile)} {path}: {error.Message}");

        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(cancellationToken);
        if (made.Value is { } key) Made(key.Prefix, path);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "The first administrator's key begins with {Prefix} and is in {Path}")]
    private partial void Made(string prefix, string path);

    [LoggerMessage(LogLevel.Information, "Bootstrap:AdminKeyFile is not set: no administrator's key is made here")]
    private partial void NotConfigured();
}
