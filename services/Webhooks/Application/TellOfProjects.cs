using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>That a project takes jobs, or takes none any more, is told to those who have subscribed to it.</summary>
internal sealed class TellOfProjects(IDeliveryStore deliveries, ISubscriptionStore subscriptions, TimeProvider time) : IEventHandler<ProjectChanged>
{
    public async Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct)
    {
        var notices = events.Select(ToNotice).OfType<Notice>().ToList();
        var wanted = await subscriptions.DeliveriesOfAsync(notices, time, ct);
        if (wanted.Count > 0) await deliveries.AddAsync(wanted, ct);
    }

    private static Notice? ToNotice(ProjectChanged changed)
    {
        var name = changed.Change switch
        {
            ProjectChange.Activated => EventNames.ProjectActivated,
            ProjectChange.Deactivated => EventNames.ProjectDeactivated,
            _ => null,
        };
        if (name is null) return null;
        var project = changed.Project;
        var body = new ProjectNotice(name, new ProjectState(project.Status, project.ProjectId, project.Name, project.CreatedAt), changed.OccurredAt);
        return new Notice(
            Notices.OrderOf(name, project.ProjectId, project.Version), project.AccountId, null, name, false, JsonSerializer.SerializeToUtf8Bytes(body, JsonConventions.Options));
    }

    private sealed record ProjectNotice(string Event, ProjectState Project, DateTimeOffset Timestamp);

    private sealed record ProjectState(ProjectStatus Status, Guid Id, string Name, DateTimeOffset CreateDate);
}
