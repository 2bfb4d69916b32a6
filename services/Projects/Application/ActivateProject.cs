using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator lets a project take jobs.</summary>
internal sealed record ActivateProject(Guid ProjectId);

internal sealed class ActivateProjectHandler(IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(ActivateProject command, CancellationToken ct)
    {
        if (await projects.HoldAsync(command.ProjectId, ct) is not { } project) return ProjectErrors.NoSuchProject;

        var activated = project.Activate();
        if (activated.Error is { } forbidden) return forbidden;
        await projects.SaveAsync(activated.Value, ct);
        events.Publish(activated.Value.ToEvent(ProjectChange.Activated, time.GetUtcNow()));
        return activated;
    }
}
