using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Application;

/// <summary>An administrator renames an account, puts it on another plan, suspends or reactivates it. Null leaves a thing as it is.</summary>
internal sealed record ChangeAccount(Guid AccountId, string? Name, Plan? Plan, AccountStatus? Status, CallbackUrlChange? CallbackUrl);

/// <param name="Url">Null takes the URL away.</param>
internal sealed record CallbackUrlChange(string? Url);

internal sealed class ChangeAccountHandler(IAccountStore accounts, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Account>> HandleAsync(ChangeAccount command, CancellationToken ct)
    {
        if (await accounts.HoldAsync(command.AccountId, ct) is not { } account) return ProjectErrors.NoSuchAccount;

        var changed = account.Change(
            command.Name ?? account.Name,
            command.Plan ?? account.Plan,
            command.Status ?? account.Status,
            command.CallbackUrl is { } callback ? callback.Url : account.DefaultCallbackUrl);
        if (ReferenceEquals(changed, account)) return account;
        await accounts.SaveAsync(changed, ct);
        events.Publish(changed.ToEvent(time.GetUtcNow()));
        return changed;
    }
}
