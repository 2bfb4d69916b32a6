namespace Hitl.Projects.Application;

/// <summary>An account, and its project for something that a dialect does.</summary>
/// <param name="ProjectId">Null until it is opened.</param>
/// <param name="DefaultCallbackUrl">The account's; null when it has none.</param>
internal sealed record AccountForDialect(Guid? ProjectId, string? DefaultCallbackUrl);

/// <summary>Finds the projects that dialects opened. Outside the unit of work: nothing is held.</summary>
internal interface IDialectProjects
{
    /// <summary>Null when there is no such account.</summary>
    Task<AccountForDialect?> FindAsync(Guid accountId, string key, CancellationToken ct);
}
