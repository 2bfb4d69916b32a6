using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>Keeps templates and their versions, inside the unit of work.</summary>
internal interface ITemplateStore
{
    Task AddAsync(Template template, CancellationToken ct);

    /// <summary>The template with its newest form, held until the unit of work ends: nobody deletes what a project is about to use.</summary>
    Task<Template?> HoldAsync(Guid templateId, CancellationToken ct);

    Task<TemplateVersion?> FindVersionAsync(Guid templateId, int version, CancellationToken ct);

    /// <summary>With a new version when <paramref name="template"/> has one that is not kept yet.</summary>
    Task SaveAsync(Template template, CancellationToken ct);

    Task<bool> IsUsedAsync(Guid templateId, CancellationToken ct);

    Task RemoveAsync(Guid templateId, CancellationToken ct);
}
