using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>A client opens a project.</summary>
internal sealed record CreateProject(Guid AccountId, string Name, string InstructionsFileUrl);

internal sealed class CreateProjectHandler(FetchInstructions files, IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(CreateProject command, CancellationToken ct)
    {
        var instructions = await files.FetchAsync(command.AccountId, command.InstructionsFileUrl, ct);
        if (instructions.Error is { } unusable) return unusable;

        var now = time.GetUtcNow();
        var project = Project.Create(Guid.CreateVersion7(now), command.AccountId, command.Name, instructions.Value, now);
        await projects.AddAsync(project, ct);
        // Until this event reaches Files, the file is only held for a while: a crash in between leaves no orphan.
        events.Publish(project.ToEvent(ProjectChange.Created, now));
        return project;
    }
}
