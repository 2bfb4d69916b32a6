using Hitl.Contracts.Projects;

namespace Hitl.Workforce.Application;

/// <summary>Keeps the queue's copy of projects, inside the unit of work.</summary>
internal interface IProjectWriter
{
    /// <summary>Changes nothing when a newer version is known.</summary>
    Task SaveAsync(ProjectFacts project, CancellationToken ct);
}
