using Hitl.Contracts.Files;

namespace Hitl.Contracts.Projects;

/// <summary>The life of a project; the contract's words.</summary>
public enum ProjectStatus
{
    /// <summary>Waits for an administrator; takes no jobs.</summary>
    New,

    /// <summary>Takes jobs.</summary>
    Active,

    /// <summary>Takes no jobs any more; those it has go on.</summary>
    Inactive,
}

/// <summary>What changed in a project.</summary>
public enum ProjectChange
{
    /// <summary>A client created it, or a dialect opened it for one: then it takes jobs at once.</summary>
    Created,

    /// <summary>An administrator activated it.</summary>
    Activated,

    /// <summary>An administrator deactivated it.</summary>
    Deactivated,

    /// <summary>An administrator changed how its work is done.</summary>
    SettingsChanged,

    /// <summary>It has other instructions.</summary>
    InstructionsChanged,
}

/// <summary>All that other services need to know of a project.</summary>
public sealed record ProjectFacts
{
    /// <summary>The project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Its account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Grows with each change of this project.</summary>
    public required long Version { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it takes jobs.</summary>
    public required ProjectStatus Status { get; init; }

    /// <summary>How its work is done.</summary>
    public required ProjectSettings Settings { get; init; }

    /// <summary>The file with the instructions; null where each job brings its own.</summary>
    public required StoredFile? InstructionsFile { get; init; }

    /// <summary>Counts the files that were the instructions, from 1; 0 while there was none.</summary>
    public int InstructionsVersion { get; init; } = 1;

    /// <summary>The form that annotators fill in; null as long as the project has none, when any JSON object is an answer.</summary>
    public TemplateFacts? Template { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A project was created, activated, deactivated or set up anew; carries it whole.</summary>
public sealed record ProjectChanged
{
    /// <summary>What happened.</summary>
    public required ProjectChange Change { get; init; }

    /// <summary>The project after it.</summary>
    public required ProjectFacts Project { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
