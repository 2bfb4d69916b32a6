using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Messaging;
using Project = Hitl.Projects.Domain.Project;

namespace Hitl.Projects.Application;

/// <summary>A dialect wants an account's project for one of its kinds of job: it is opened at its first use.</summary>
internal sealed class EnsureProjectHandler(IDialectProjects dialects, IProjectStore projects, IEventPublisher events, TimeProvider time)
{
    /// <summary>Null when there is no such account.</summary>
    public async Task<DialectProject?> HandleAsync(EnsureProject order, CancellationToken ct)
    {
        // Each task asks, and nearly always the project is there: that is one look-up.
        if (await dialects.FindAsync(order.AccountId, order.Key, ct) is not { } found) return null;
        if (found.ProjectId is { } known) return new DialectProject(known, found.DefaultCallbackUrl);

        var now = time.GetUtcNow();
        var project = Project.Open(Guid.CreateVersion7(now), order.AccountId, order.Key, order.Name, now);
        if (!await projects.AddAsync(project, ct))
        {
            // Two first tasks at once: the other one's is committed by now, since its key made ours wait.
            return new DialectProject((await dialects.FindAsync(order.AccountId, order.Key, ct))!.ProjectId!.Value, found.DefaultCallbackUrl);
        }

        events.Publish(project.ToEvent(ProjectChange.Created, now));
        return new DialectProject(project.Id, found.DefaultCallbackUrl);
    }
}
