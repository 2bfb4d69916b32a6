using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator refuses a new project, or lets an active one take no more jobs.</summary>
internal sealed record DeactivateProject(Guid ProjectId, string Reason);

internal sealed class DeactivateProjectHandler(IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(DeactivateProject command, CancellationToken ct)
    {
        if (await projects.HoldAsync(command.ProjectId, ct) is not { } project) return ProjectErrors.NoSuchProject;

        var deactivated = project.Deactivate(command.Reason);
        if (deactivated.Error is { } forbidden) return forbidden;
        await projects.SaveAsync(deactivated.Value, ct);
        events.Publish(deactivated.Value.ToEvent(ProjectChange.Deactivated, time.GetUtcNow()));
        return deactivated;
    }
}
