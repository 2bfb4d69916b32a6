using Hitl.Jobs.Domain;

namespace Hitl.Jobs.Application;

/// <summary>This service's own copy of what Projects says; a newer version is never replaced by an older one.</summary>
internal interface IProjectCopies
{
    /// <summary>From this process's memory, else from the table; null when nothing is known.</summary>
    ValueTask<ProjectCopy?> GetAsync(Guid projectId, CancellationToken ct);

    /// <summary>Writes what is newer, into the table and into memory.</summary>
    Task KeepAsync(IReadOnlyCollection<ProjectCopy> copies, CancellationToken ct);

    /// <summary>Takes what is newer into this process's memory alone.</summary>
    void Remember(ProjectCopy copy);
}
