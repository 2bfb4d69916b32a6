using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>Somebody deletes a template; one that projects work by is only hidden.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="AccountId">Who may do so; null: an administrator, who may for all.</param>
internal sealed record DeleteTemplate(Guid TemplateId, Guid? AccountId);

internal sealed class DeleteTemplateHandler(ITemplateStore templates, TimeProvider time)
{
    /// <summary>As it was.</summary>
    public async Task<Result<Template>> HandleAsync(DeleteTemplate command, CancellationToken ct)
    {
        var held = await templates.HoldForChangeAsync(command.TemplateId, command.AccountId, ct);
        if (held.Error is { } refused) return refused;

        if (await templates.IsUsedAsync(command.TemplateId, ct)) await templates.SaveAsync(held.Value.Hide(time.GetUtcNow()), ct);
        else await templates.RemoveAsync(command.TemplateId, ct);
        return held.Value;
    }
}
