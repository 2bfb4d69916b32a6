using Hitl.Contracts.Files;
using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>A client opens a project.</summary>
internal sealed record CreateProject(Guid AccountId, string Name, string InstructionsFileUrl);

internal sealed class CreateProjectHandler(IFilesClient files, IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    private static readonly string[] Extensions = ["pdf", "docx", "png", "jpg", "jpeg"];

    public async Task<Result<Project>> HandleAsync(CreateProject command, CancellationToken ct)
    {
        // Before the store is touched: a slow download must not hold a database connection.
        var instructions = await FetchAsync(command, ct);
        if (instructions.Error is { } unusable) return unusable;

        var now = time.GetUtcNow();
        var project = Project.Create(Guid.CreateVersion7(now), command.AccountId, command.Name, instructions.Value, now);
        await projects.AddAsync(project, ct);
        // Until this event reaches Files, the file is only held for a while: a crash in between leaves no orphan.
        events.Publish(project.ToEvent(ProjectChange.Created, now));
        return project;
    }

    private async Task<Result<InstructionsFile>> FetchAsync(CreateProject command, CancellationToken ct)
    {
        var order = new FetchFiles { AccountId = command.AccountId, Extensions = Extensions, Groups = [[command.InstructionsFileUrl]] };
        var fetched = await files.FetchAsync(order, ct);
        return fetched.Groups switch
        {
            [{ Failures: [var failure, ..] }] => ProjectErrors.UnusableInstructions(failure.Code, failure.Message),
            [{ Files: [var file] }] => new InstructionsFile(file.FileId, file.Name, file.ContentType, file.Size),
            _ => throw new HttpRequestException("Files answered neither a file nor a failure."),
        };
    }
}
