using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Workforce.Application;

/// <summary>Keeps what the queue needs to know of projects.</summary>
internal sealed class KeepProjects(IProjectWriter projects) : IEventHandler<ProjectChanged>
{
    public async Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct)
    {
        // In the order of ids, so that two batches never wait for each other; of each project only the newest.
        var newest = events.GroupBy(change => change.Project.ProjectId).OrderBy(changes => changes.Key);
        foreach (var changes in newest) await projects.SaveAsync(changes.MaxBy(change => change.Project.Version)!.Project, ct);
    }
}
