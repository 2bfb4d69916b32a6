using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Domain;

/// <summary>The file that tells people how to do the jobs, as Files keeps it.</summary>
internal sealed record InstructionsFile(Guid FileId, string Name, string ContentType, long Size);

/// <summary>How the work of a project is done.</summary>
internal sealed record ProjectSettings
{
    public const int LeaseMinutesMin = 1;
    public const int LeaseMinutesMax = 1440;

    /// <summary>Minutes for which an annotator holds a job without a sign of life.</summary>
    public int LeaseMinutes { get; init; } = 30;

    /// <summary>Answers that each job wants.</summary>
    public int Submissions { get; init; } = 1;
}

/// <summary>A body of similar jobs.</summary>
internal sealed record Project
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Name { get; init; }

    public required ProjectStatus Status { get; init; }

    /// <summary>Why an administrator deactivated it; null in every other status.</summary>
    public string? StatusReason { get; init; }

    public required ProjectSettings Settings { get; init; }

    public required InstructionsFile Instructions { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long Version { get; init; }

    public static Project Create(Guid id, Guid accountId, string name, InstructionsFile instructions, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = accountId,
        Name = name,
        Status = ProjectStatus.New,
        Settings = new ProjectSettings(),
        Instructions = instructions,
        CreatedAt = now,
        Version = 1,
    };

    public Result<Project> Activate() => Move(ProjectMove.Activate, null);

    public Result<Project> Deactivate(string reason) => Move(ProjectMove.Deactivate, reason);

    /// <summary>
    /// The project with <paramref name="settings"/>; this one when they are so already. Legal in every status: a project is set up
    /// before it is activated.
    /// </summary>
    public Project Configure(ProjectSettings settings) =>
        settings == Settings ? this : this with { Settings = settings, Version = Version + 1 };

    private Result<Project> Move(ProjectMove move, string? reason)
    {
        if (!ProjectTransitions.TryNext(Status, move, out var next)) return ProjectErrors.ForbiddenMove(Status, move);
        return this with { Status = next, StatusReason = reason, Version = Version + 1 };
    }
}
