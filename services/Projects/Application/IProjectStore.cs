using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>Keeps projects, inside the unit of work.</summary>
internal interface IProjectStore
{
    /// <summary>False when the account has a project for that dialect's key by now.</summary>
    Task<bool> AddAsync(Project project, CancellationToken ct);

    /// <summary>Whose project it is; holds nothing.</summary>
    Task<Guid?> FindOwnerAsync(Guid projectId, CancellationToken ct);

    /// <summary>The project, held until the unit of work ends: of two administrators the second sees what the first did.</summary>
    Task<Project?> HoldAsync(Guid projectId, CancellationToken ct);

    Task SaveAsync(Project project, CancellationToken ct);
}
