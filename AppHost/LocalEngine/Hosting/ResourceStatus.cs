namespace Hitl.LocalEngine.Hosting;

/// <summary>Where a resource is in its life. The names are those that the Aspire dashboard knows.</summary>
internal enum ResourceState
{
    NotStarted,
    Waiting,
    Starting,
    Running,
    Stopping,
    Exited,
    FailedToStart,
}

internal sealed record HealthReport(string Key, bool IsHealthy, string Description);

internal sealed record EnvironmentVariable(string Name, string Value);

/// <summary>All that is known of one running thing at one moment.</summary>
internal sealed record ResourceStatus
{
    /// <summary>The resource's name, with the instance's id behind it: what telemetry of that instance carries.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Counts the replicas of one resource, from 1.</summary>
    public int Replica { get; init; } = 1;

    /// <summary>Project, Executable, ...: the dashboard's word.</summary>
    public required string Type { get; init; }

    public ResourceState State { get; init; } = ResourceState.NotStarted;

    public IReadOnlyList<HealthReport> Health { get; init; } = [];

    public string? Url { get; init; }

    public int? ProcessId { get; init; }

    public string? Source { get; init; }

    public IReadOnlyList<string> WaitingFor { get; init; } = [];

    /// <summary>The names of the resources that this one refers to.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public int? ExitCode { get; init; }

    public int Restarts { get; init; }

    /// <summary>Why it does not run.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether a person may stop, start and restart it.</summary>
    public bool CanBeCommanded { get; init; }

    public bool IsHealthy => State == ResourceState.Running && Health.All(report => report.IsHealthy);
}
