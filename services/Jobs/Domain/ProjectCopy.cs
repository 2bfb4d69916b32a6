namespace Hitl.Jobs.Domain;

/// <summary>What this service knows of a project, which Projects owns.</summary>
/// <param name="Id">The project.</param>
/// <param name="AccountId">Whose it is; that never changes.</param>
/// <param name="Version">Of the project: an older copy never replaces a newer one.</param>
/// <param name="IsActive">Whether it takes jobs.</param>
internal sealed record ProjectCopy(Guid Id, Guid AccountId, long Version, bool IsActive);
