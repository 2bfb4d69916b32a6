using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An account or an administrator gives a project other instructions. The file before stays readable.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="AccountId">Who may do so; null: an administrator, who may for all.</param>
/// <param name="InstructionsFileUrl">Where the file is.</param>
internal sealed record InstructProject(Guid ProjectId, Guid? AccountId, string InstructionsFileUrl);

internal sealed class InstructProjectHandler(FetchInstructions files, IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Project>> HandleAsync(InstructProject command, CancellationToken ct)
    {
        if (await projects.FindOwnerAsync(command.ProjectId, ct) is not { } owner || owner != (command.AccountId ?? owner))
            return ProjectErrors.NoSuchProject;

        var instructions = await files.FetchAsync(owner, command.InstructionsFileUrl, ct);
        if (instructions.Error is { } unusable) return unusable;
        if (await projects.HoldAsync(command.ProjectId, ct) is not { } project) return ProjectErrors.NoSuchProject;

        var instructed = project.Instruct(instructions.Value);
        await projects.SaveAsync(instructed, ct);
        events.Publish(instructed.ToEvent(ProjectChange.InstructionsChanged, time.GetUtcNow()));
        return instructed;
    }
}
