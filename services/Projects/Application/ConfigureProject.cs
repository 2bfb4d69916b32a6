using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using ProjectSettings = Hitl.Projects.Domain.ProjectSettings;

namespace Hitl.Projects.Application;

/// <summary>An administrator decides how the work of a project is done.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Settings">All of them.</param>
/// <param name="Template">Null: any JSON object is an answer.</param>
internal sealed record ConfigureProject(Guid ProjectId, ProjectSettings Settings, TemplateChoice? Template);

/// <param name="TemplateId">The template.</param>
/// <param name="Version">Null: its newest.</param>
internal sealed record TemplateChoice(Guid TemplateId, int? Version);

internal sealed class ConfigureProjectHandler(IProjectStore projects, ITemplateStore templates, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(ConfigureProject command, CancellationToken ct)
    {
        if (await projects.HoldAsync(command.ProjectId, ct) is not { } project) return ProjectErrors.NoSuchProject;
        var template = command.Template is { } choice ? await FindAsync(project, choice, ct) : default(Result<TemplateVersion>?);
        if (template?.Error is { } unusable) return unusable;

        var configured = project.Configure(command.Settings, template?.Value);
        if (ReferenceEquals(configured, project)) return project;
        await projects.SaveAsync(configured, ct);
        events.Publish(configured.ToEvent(ProjectChange.SettingsChanged, time.GetUtcNow()));
        return configured;
    }

    private async Task<Result<TemplateVersion>> FindAsync(Project project, TemplateChoice choice, CancellationToken ct)
    {
        if (await templates.HoldAsync(choice.TemplateId, ct) is not { } template
            || template.AccountId is { } owner && owner != project.AccountId
            // Who works by a hidden one may go on, and choose another of its versions.
            || template.Status == TemplateStatus.Hidden && project.Template?.TemplateId != template.Id)
            return ProjectErrors.UnusableTemplate;

        var version = await templates.FindVersionAsync(template.Id, choice.Version ?? template.Version, ct);
        return version is null ? ProjectErrors.UnusableTemplateVersion : version;
    }
}
