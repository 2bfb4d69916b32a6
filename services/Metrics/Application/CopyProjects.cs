using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Metrics.Application;

/// <summary>Keeps what the answers need of projects: whose each is, and its name.</summary>
internal sealed class CopyProjects(IProjectCopies copies) : IEventHandler<ProjectChanged>
{
    public Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct) => copies.KeepAsync(
        [.. events.Select(change => change.Project).GroupBy(project => project.ProjectId).Select(same => same.MaxBy(project => project.Version)!)], ct);
}

/// <summary>The service's own copy of projects.</summary>
internal interface IProjectCopies
{
    /// <summary>Keeps each project unless a newer version of it is known.</summary>
    Task KeepAsync(IReadOnlyList<ProjectFacts> projects, CancellationToken ct);
}
