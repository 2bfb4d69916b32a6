using Hitl.Projects.Domain;

namespace Hitl.Projects.Api;

internal sealed record CreateProjectRequest
{
    public string? Name { get; init; }

    public string? InstructionsFileUrl { get; init; }
}

internal sealed record DeactivateProjectRequest
{
    public string? Reason { get; init; }
}

internal sealed record InstructProjectRequest
{
    public string? InstructionsFileUrl { get; init; }
}

internal sealed record CreatedProjectResponse(Guid Id);

/// <summary>A project as its account sees it.</summary>
internal sealed record ProjectResponse(
    string Status,
    Guid Id,
    string Name,
    DateTimeOffset CreateDate,
    string? InstructionsFile,
    int InstructionsVersion,
    Guid? TemplateId,
    int? TemplateVersion)
{
    public static ProjectResponse Of(Project project, PublicLinks links) => new(
        project.Status.Word(),
        project.Id,
        project.Name,
        project.CreatedAt,
        project.Instructions is { } file ? links.ToFile(file.FileId) : null,
        project.InstructionsVersion,
        project.Template?.TemplateId,
        project.Template?.Version);
}

/// <summary>A project as administrators see it.</summary>
internal sealed record AdminProjectResponse(
    Guid Id,
    Guid AccountId,
    string Name,
    string Status,
    string? StatusReason,
    DateTimeOffset CreateDate,
    string? InstructionsFile,
    int InstructionsVersion,
    ProjectSettingsResponse Settings)
{
    public static AdminProjectResponse Of(Project project, PublicLinks links) => new(
        project.Id,
        project.AccountId,
        project.Name,
        project.Status.Word(),
        project.StatusReason,
        project.CreatedAt,
        project.Instructions is { } file ? links.ToFile(file.FileId) : null,
        project.InstructionsVersion,
        ProjectSettingsResponse.Of(project));
}
