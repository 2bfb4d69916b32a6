using System.Reflection;
using Hitl.Contracts.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>Reads how this process is doing. Each part has its own deadline: a database that hangs takes none of the others along.</summary>
public sealed partial class StatusReader
{
    private static readonly TimeSpan PartTime = TimeSpan.FromMilliseconds(800);

    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly RequestWatch _requests;
    private readonly IReadOnlyList<IBacklog> _backlogs;
    private readonly BrokerQueues? _queues;
    private readonly HealthCheckService _health;
    private readonly ServiceName _name;
    private readonly TimeProvider _time;
    private readonly ILogger<StatusReader> _logger;

    internal StatusReader(
        RequestWatch requests, IEnumerable<IBacklog> backlogs, BrokerQueues? queues, HealthCheckService health, ServiceName name,
        TimeProvider time, ILogger<StatusReader> logger) =>
        (_requests, _backlogs, _queues, _health, _name, _time, _logger) = (requests, [.. backlogs], queues, health, name, time, logger);

    /// <summary>Takes at most a second.</summary>
    public async Task<ServiceStatus> ReadAsync(CancellationToken ct)
    {
        var checks = WithinAsync("checks", ReadChecksAsync, ct);
        var backlogs = WithinAsync("backlogs", ReadBacklogsAsync, ct);
        var queues = WithinAsync("queues", ReadQueuesAsync, ct);
        return new ServiceStatus
        {
            Service = _name.Value,
            Version = Version,
            StartedAt = _requests.StartedAt,
            Requests = _requests.Read(),
            Checks = await checks,
            Backlogs = await backlogs,
            Queues = await queues,
            At = _time.GetUtcNow(),
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> ReadChecksAsync(CancellationToken ct)
    {
        var report = await _health.CheckHealthAsync(ct);
        return report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<BacklogFigures>> ReadBacklogsAsync(CancellationToken ct) =>
        await Task.WhenAll(_backlogs.Select(backlog => backlog.ReadAsync(ct)));

    private async Task<IReadOnlyList<QueueFigures>> ReadQueuesAsync(CancellationToken ct) => _queues is null ? [] : await _queues.ReadAsync(ct);

    private async Task<T?> WithinAsync<T>(string part, Func<CancellationToken, Task<T>> readAsync, CancellationToken ct)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(PartTime);
        try
        {
            // Not every client gives up when it is told to.
            return await readAsync(deadline.Token).WaitAsync(deadline.Token);
        }
#pragma warning disable CA1031 // Whatever breaks here is what operators look for: the answer says that this part is unknown.
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotRead(failure, part);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The {Part} could not be read")]
    private partial void NotRead(Exception failure, string part);
}
