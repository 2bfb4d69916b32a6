using Hitl.Contracts.Projects;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Jobs.Application;

/// <summary>Keeps the copy of project facts up to date.</summary>
internal sealed class KeepProjects(IProjectCopies copies) : IEventHandler<ProjectChanged>
{
    public Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct) =>
        copies.KeepAsync([.. events.Select(change => CopyOf(change.Project))], ct);

    public static ProjectCopy CopyOf(ProjectFacts facts) => new()
    {
        Id = facts.ProjectId,
        AccountId = facts.AccountId,
        Version = facts.Version,
        IsActive = facts.Status == ProjectStatus.Active,
        AllowsFallback = facts.Settings.AllowsFallback,
        TemplateId = facts.Template?.TemplateId,
        TemplateVersion = facts.Template?.Version,
        Form = facts.Template?.Form.GetRawText(),
    };
}

/// <summary>
/// Every instance hears of every change too, so that none goes on taking jobs from memory for a project that is active no more.
/// </summary>
internal sealed class RememberProjects(IProjectCopies copies) : IEventHandler<ProjectChanged>
{
    public Task HandleAsync(IReadOnlyList<ProjectChanged> events, CancellationToken ct)
    {
        foreach (var change in events) copies.Remember(KeepProjects.CopyOf(change.Project));
        return Task.CompletedTask;
    }
}
