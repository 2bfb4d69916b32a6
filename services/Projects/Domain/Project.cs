using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Domain;

/// <summary>The file that tells people how to do the jobs, as Files keeps it.</summary>
internal sealed record InstructionsFile(Guid FileId, string Name, string ContentType, long Size);

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

    /// <summary>The form that annotators fill in; null as long as there is none.</summary>
    public TemplateVersion? Template { get; init; }

    /// <summary>Null where each job brings its own.</summary>
    public required InstructionsFile? Instructions { get; init; }

    /// <summary>Counts the files that were the instructions, from 1; 0 while there was none.</summary>
    public int InstructionsVersion { get; init; } = 1;

    /// <summary>For what a dialect opened it; unique within the account, and null for clients' own projects.</summary>
    public string? DialectKey { get; init; }

    /// <summary>JSON: what the dialect wants to have back with it; null for projects that no client of it made by name.</summary>
    public string? DialectData { get; init; }

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

    /// <summary>A dialect's project: it has no instructions that an administrator would have to read first.</summary>
    public static Project Open(Guid id, Guid accountId, string dialectKey, string name, TemplateVersion? template, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = accountId,
        Name = name,
        Status = ProjectStatus.Active,
        Settings = new ProjectSettings(),
        Template = template,
        Instructions = null,
        InstructionsVersion = 0,
        DialectKey = dialectKey,
        CreatedAt = now,
        Version = 1,
    };

    public Result<Project> Activate() => Move(ProjectMove.Activate, null);

    public Result<Project> Deactivate(string reason) => Move(ProjectMove.Deactivate, reason);

    /// <summary>
    /// The project with <paramref name="settings"/>; this one when they are so already. Legal in every status: a project is set up
    /// before it is activated.
    /// </summary>
    public Project Configure(ProjectSettings settings, TemplateVersion? template) =>
        settings == Settings && template == Template ? this : this with { Settings = settings, Template = template, Version = Version + 1 };

    /// <summary>The project with other instructions. The same URL may hold another file by now: this is always a change.</summary>
    public Project Instruct(InstructionsFile instructions) =>
        this with { Instructions = instructions, InstructionsVersion = InstructionsVersion + 1, Version = Version + 1 };

    private Result<Project> Move(ProjectMove move, string? reason)
    {
        if (!ProjectTransitions.TryNext(Status, move, out var next)) return ProjectErrors.ForbiddenMove(Status, move);
        return this with { Status = next, StatusReason = reason, Version = Version + 1 };
    }
}
