using Hitl.Forms;
using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>Somebody makes a template.</summary>
/// <param name="AccountId">Whose it will be; null: all accounts share it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Form">Its fields.</param>
internal sealed record CreateTemplate(Guid? AccountId, string Name, string? Description, Form Form);

internal sealed class CreateTemplateHandler(ITemplateStore templates, IAccountStore accounts, TimeProvider time)
{
    public async Task<Result<Template>> HandleAsync(CreateTemplate command, CancellationToken ct)
    {
        if (command.AccountId is { } owner && await accounts.HoldAsync(owner, ct) is null) return ProjectErrors.NoSuchAccount;

        var now = time.GetUtcNow();
        var template = Template.Create(Guid.CreateVersion7(now), command.AccountId, command.Name, command.Description, command.Form, now);
        await templates.AddAsync(template, ct);
        return template;
    }
}
