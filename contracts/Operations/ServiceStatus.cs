namespace Hitl.Contracts.Operations;

/// <summary>How one process of a service is doing, as it tells the gateway on <c>/internal/status</c>. What could not be read is null, never empty.</summary>
public sealed record ServiceStatus
{
    /// <summary>The service's name, such as <c>jobs</c>.</summary>
    public required string Service { get; init; }

    /// <summary>What was built.</summary>
    public required string Version { get; init; }

    /// <summary>When the process began to serve.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When all this was read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Each health check with <c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</summary>
    public IReadOnlyDictionary<string, string>? Checks { get; init; }

    /// <summary>The requests of the last minute.</summary>
    public required RequestFigures Requests { get; init; }

    /// <summary>What waits in the service's tables: the outbox, and what else it has to do.</summary>
    public IReadOnlyList<BacklogFigures>? Backlogs { get; init; }

    /// <summary>What waits for the service at the broker.</summary>
    public IReadOnlyList<QueueFigures>? Queues { get; init; }
}

/// <summary>The requests of the last minute.</summary>
/// <param name="Count">How many were answered.</param>
/// <param name="Failed">How many of them with a status of 500 or more.</param>
/// <param name="P95Ms">In how many milliseconds 95 of 100 were answered, at most a quarter too high; null when there was none.</param>
public sealed record RequestFigures(int Count, int Failed, double? P95Ms);

/// <summary>What waits in a table.</summary>
/// <param name="Name">Such as <c>outbox</c>.</param>
/// <param name="Waiting">How much; counted to 10,000.</param>
/// <param name="OldestSeconds">For how long the oldest of it has waited; null when nothing waits.</param>
public sealed record BacklogFigures(string Name, int Waiting, double? OldestSeconds);

/// <summary>A queue of the broker.</summary>
/// <param name="Name">As the broker knows it.</param>
/// <param name="Waiting">Messages that nobody has taken yet.</param>
/// <param name="Failed">Messages that could not be handled and stand in its error queue.</param>
public sealed record QueueFigures(string Name, long Waiting, long Failed);
