using Hitl.Projects.Domain;

namespace Hitl.Projects.Infrastructure.Postgres;

internal sealed record ProjectRow
{
    public const string Columns = """
        id, account_id, version, name, status, status_reason, lease_minutes, submissions,
        instructions_file_id, instructions_file_name, instructions_content_type, instructions_size, created_at
        """;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public long Version { get; init; }

    public string Name { get; init; } = "";

    public string Status { get; init; } = "";

    public string? StatusReason { get; init; }

    public int LeaseMinutes { get; init; }

    public int Submissions { get; init; }

    public Guid InstructionsFileId { get; init; }

    public string InstructionsFileName { get; init; } = "";

    public string InstructionsContentType { get; init; } = "";

    public long InstructionsSize { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public static ProjectRow Of(Project project) => new()
    {
        Id = project.Id,
        AccountId = project.AccountId,
        Version = project.Version,
        Name = project.Name,
        Status = project.Status.Word(),
        StatusReason = project.StatusReason,
        LeaseMinutes = project.Settings.LeaseMinutes,
        Submissions = project.Settings.Submissions,
        InstructionsFileId = project.Instructions.FileId,
        InstructionsFileName = project.Instructions.Name,
        InstructionsContentType = project.Instructions.ContentType,
        InstructionsSize = project.Instructions.Size,
        CreatedAt = project.CreatedAt,
    };

    public Project ToProject() => new()
    {
        Id = Id,
        AccountId = AccountId,
        Version = Version,
        Name = Name,
        Status = Words.Parse<ProjectStatus>(Status),
        StatusReason = StatusReason,
        Settings = new ProjectSettings { LeaseMinutes = LeaseMinutes, Submissions = Submissions },
        Instructions = new InstructionsFile(InstructionsFileId, InstructionsFileName, InstructionsContentType, InstructionsSize),
        CreatedAt = CreatedAt,
    };
}
