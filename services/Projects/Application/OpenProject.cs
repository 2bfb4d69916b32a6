using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Messaging;
using Project = Hitl.Projects.Domain.Project;

namespace Hitl.Projects.Application;

/// <summary>A dialect's client makes a project by a name of its own.</summary>
internal sealed class OpenProjectHandler(IDialectProjects dialects, IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    /// <summary>False when the key is taken, or there is no such account.</summary>
    public async Task<bool> HandleAsync(OpenProject order, CancellationToken ct)
    {
        if (await dialects.FindAsync(order.AccountId, order.Key, ct) is not { ProjectId: null }) return false;

        var now = time.GetUtcNow();
        var project = Project.Open(Guid.CreateVersion7(now), order.AccountId, order.Key, order.Name, template: null, now) with { DialectData = order.Data.GetRawText() };
        if (!await projects.AddAsync(project, ct)) return false;
        events.Publish(project.ToEvent(ProjectChange.Created, now));
        return true;
    }
}
