using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using ProjectSettings = Hitl.Projects.Domain.ProjectSettings;

namespace Hitl.Projects.Application;

/// <summary>An administrator decides how the work of a project is done.</summary>
internal sealed record ConfigureProject(Guid ProjectId, ProjectSettings Settings);

internal sealed class ConfigureProjectHandler(IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(ConfigureProject command, CancellationToken ct)
    {
        if (await projects.HoldAsync(command.ProjectId, ct) is not { } project) return ProjectErrors.NoSuchProject;

        var configured = project.Configure(command.Settings);
        if (ReferenceEquals(configured, project)) return project;
        await projects.SaveAsync(configured, ct);
        events.Publish(configured.ToEvent(ProjectChange.SettingsChanged, time.GetUtcNow()));
        return configured;
    }
}
