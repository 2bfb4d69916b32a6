using Hitl.Contracts.Projects;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Project = Hitl.Projects.Domain.Project;

namespace Hitl.Projects.Application;

/// <summary>A dialect wants an account's project for one of its kinds of job: it is opened at its first use.</summary>
internal sealed class EnsureProjectHandler(IDialectProjects dialects, IProjectStore projects, ITemplateStore templates, IEventPublisher events, TimeProvider time)
{
    /// <summary>Null when there is no such account, or its template cannot be used.</summary>
    public async Task<DialectProject?> HandleAsync(EnsureProject order, CancellationToken ct)
    {
        // Each task asks, and nearly always the project is there: that is one look-up.
        if (await dialects.FindAsync(order.AccountId, order.Key, ct) is not { } found) return null;
        if (found.ProjectId is { } known) return new DialectProject(known, found.DefaultCallbackUrl);

        var now = time.GetUtcNow();
        var template = default(TemplateVersion);
        if (order.TemplateId is { } templateId)
        {
            // Held: nobody deletes it before it counts as used.
            if (await templates.HoldAsync(templateId, ct) is not { Status: TemplateStatus.Active } held || (held.AccountId ?? order.AccountId) != order.AccountId) return null;
            template = new TemplateVersion(held.Id, held.Version, held.Form.ToJson().GetRawText());
        }

        var project = Project.Open(Guid.CreateVersion7(now), order.AccountId, order.Key, order.Name, template, now);
        if (!await projects.AddAsync(project, ct))
        {
            // Two first tasks at once: the other one's is committed by now, since its key made ours wait.
            return new DialectProject((await dialects.FindAsync(order.AccountId, order.Key, ct))!.ProjectId!.Value, found.DefaultCallbackUrl);
        }

        events.Publish(project.ToEvent(ProjectChange.Created, now));
        return new DialectProject(project.Id, found.DefaultCallbackUrl);
    }
}
