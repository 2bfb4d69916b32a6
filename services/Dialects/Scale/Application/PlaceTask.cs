using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Contracts.Projects;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Where a task goes.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Project">Its name; null for that of all tasks of a type which name none.</param>
/// <param name="Batch">Null: in none.</param>
/// <param name="DefaultCallbackUrl">The account's; null when it has none.</param>
internal sealed record TaskPlace(Guid ProjectId, string? Project, BatchRecord? Batch, string? DefaultCallbackUrl);

/// <summary>
/// Finds where a task goes: into the project that it names, or that of the batch that it names, or else into the account's project for its type,
/// which is made at its first use. Parameters of a named project are added to its own.
/// </summary>
internal sealed class PlaceTask(IProjectsClient projects, FindProject findProject, FindBatch findBatch)
{
    private const string Project = "project";
    private const string Batch = "batch";

    public async Task<Result<TaskPlace>> HandleAsync(Guid accountId, bool isTest, TaskKind kind, JsonObject body, CancellationToken ct)
    {
        var given = new GivenParameters(body);
        var (projectName, batchName) = (given.Text(Project), given.Text(Batch));
        if (given.Faults is { } faults) return TaskErrors.Invalid(faults);
        given.Without([Project, Batch]);
        if (projectName is null && batchName is null) return await PlaceByTypeAsync(accountId, kind, ct);

        var batch = batchName is null ? null : await findBatch.HandleAsync(accountId, isTest, batchName, ct);
        if (batchName is not null && batch is null) return TaskErrors.NoSuch(Batch, batchName);
        if (batch is { Status: not BatchStatus.Staging }) return TaskErrors.BatchIsFinal(batch.Name);
        var name = projectName ?? BatchData.ProjectOf(batch!.Data);
        if (await findProject.HandleAsync(accountId, name, ct) is not { } known) return TaskErrors.NoSuch(Project, name);
        if (batch is not null && batch.ProjectId != known.ProjectId) return TaskErrors.OtherProjectsBatch(batch.Name, BatchData.ProjectOf(batch.Data));

        var project = ScaleProject.Read(known.Data);
        if (project.Type != kind.Name) return TaskErrors.OtherType(known.Name, project.Type);
        project.Complete(body);
        return new TaskPlace(known.ProjectId, known.Name, batch, known.DefaultCallbackUrl);
    }

    private async Task<Result<TaskPlace>> PlaceByTypeAsync(Guid accountId, TaskKind kind, CancellationToken ct)
    {
        var project = await projects.EnsureProjectAsync(new EnsureProject(accountId, $"{ScaleDialect.Name}:{kind.Name}", $"Scale {kind.Name}"), ct)
            ?? throw new InvalidOperationException($"Projects knows no account {accountId}.");
        return new TaskPlace(project.ProjectId, null, null, project.DefaultCallbackUrl);
    }
}
