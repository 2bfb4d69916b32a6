using Hitl.Contracts.Projects;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>
/// Looks a project up in our own copy. Before anything is refused because of what the copy says, Projects itself is asked: a client
/// that was told "active" a moment ago, before the event came through, must not be turned away.
/// </summary>
internal sealed class FindProject(IProjectCopies copies, IProjectsClient projects)
{
    /// <summary>The account's project, whatever its status.</summary>
    public async Task<Result<ProjectCopy>> OwnedAsync(Guid accountId, Guid projectId, CancellationToken ct)
    {
        var copy = await copies.GetAsync(projectId, ct) ?? await AskAsync(projectId, ct);
        return copy?.AccountId == accountId ? copy : JobErrors.ProjectNotFound;
    }

    /// <summary>The account's project, if it takes jobs now.</summary>
    public async Task<Result<ProjectCopy>> TakingJobsAsync(Guid accountId, Guid projectId, CancellationToken ct)
    {
        var copy = await copies.GetAsync(projectId, ct);
        // Whose it is never changes: a stranger's request costs Projects nothing.
        if (copy is not null && copy.AccountId != accountId) return JobErrors.ProjectNotFound;
        if (copy is not { IsActive: true }) copy = await AskAsync(projectId, ct);
        if (copy?.AccountId != accountId) return JobErrors.ProjectNotFound;
        return copy.IsActive ? copy : JobErrors.ProjectNotActive;
    }

    /// <summary>The account's project as Projects itself has it now.</summary>
    public async Task<Result<ProjectCopy>> AnewAsync(Guid accountId, Guid projectId, CancellationToken ct) =>
        await AskAsync(projectId, ct) is { } copy && copy.AccountId == accountId ? copy : JobErrors.ProjectNotFound;

    private async Task<ProjectCopy?> AskAsync(Guid projectId, CancellationToken ct)
    {
        if (await projects.GetProjectAsync(projectId, ct) is not { } facts) return null;
        var copy = KeepProjects.CopyOf(facts);
        await copies.KeepAsync([copy], ct);
        return copy;
    }
}
