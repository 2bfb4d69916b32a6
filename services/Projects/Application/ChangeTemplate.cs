using Hitl.Contracts.Projects;
using Hitl.Forms;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>Somebody renames a template or gives it other fields, which makes a new version. Null leaves a thing as it is.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="AccountId">Who may do so; null: an administrator, who may for all.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Form">Its fields.</param>
internal sealed record ChangeTemplate(Guid TemplateId, Guid? AccountId, string? Name, DescriptionChange? Description, Form? Form);

/// <param name="Text">Null takes the description away.</param>
internal sealed record DescriptionChange(string? Text);

internal sealed class ChangeTemplateHandler(ITemplateStore templates, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Template>> HandleAsync(ChangeTemplate command, CancellationToken ct)
    {
        var held = await templates.HoldForChangeAsync(command.TemplateId, command.AccountId, ct);
        if (held.Error is { } refused) return refused;

        var template = held.Value;
        var description = command.Description is { } change ? change.Text : template.Description;
        var now = time.GetUtcNow();
        var changed = template.Change(command.Name ?? template.Name, description, command.Form ?? template.Form, now);
        if (ReferenceEquals(changed, template)) return template;

        await templates.SaveAsync(changed, ct);
        events.Publish(new TemplateChanged { Template = changed.ToRecord(), OccurredAt = now });
        return changed;
    }
}

internal static class TemplateChanges
{
    /// <summary>The template, when whoever asks may change it.</summary>
    public static async Task<Result<Template>> HoldForChangeAsync(this ITemplateStore templates, Guid templateId, Guid? accountId, CancellationToken ct)
    {
        if (await templates.HoldAsync(templateId, ct) is not { Status: TemplateStatus.Active } template) return ProjectErrors.NoSuchTemplate;
        if (accountId is null || template.AccountId == accountId) return template;
        return template.AccountId is null ? ProjectErrors.SharedTemplate : ProjectErrors.NoSuchTemplate;
    }
}
