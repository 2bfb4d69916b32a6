using Hitl.Contracts.Projects;

namespace Hitl.Projects.Application;

/// <summary>An account, and its project for something that a dialect does.</summary>
/// <param name="ProjectId">Null until it is opened.</param>
/// <param name="DefaultCallbackUrl">The account's; null when it has none.</param>
internal sealed record AccountForDialect(Guid? ProjectId, string? DefaultCallbackUrl);

/// <summary>The projects that dialects opened. Outside the unit of work: nothing is held.</summary>
internal interface IDialectProjects
{
    /// <summary>Null when there is no such account.</summary>
    Task<AccountForDialect?> FindAsync(Guid accountId, string key, CancellationToken ct);

    /// <summary>Keeps other data with a project, in one step, if they are still <see cref="KeepProjectData.Known"/>; false when they are not, or there is no such project.</summary>
    Task<bool> TryKeepDataAsync(Guid accountId, Guid projectId, KeepProjectData change, CancellationToken ct);
}
