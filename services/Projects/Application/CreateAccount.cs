using Hitl.Projects.Domain;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Projects.Application;

/// <summary>An administrator takes in a client.</summary>
internal sealed record CreateAccount(string Name, Plan Plan);

internal sealed class CreateAccountHandler(IAccountStore accounts, IEventPublisher events, TimeProvider time)
{
    public async Task<Account> HandleAsync(CreateAccount command, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var account = Account.Create(Guid.CreateVersion7(now), command.Name, command.Plan, now);
        await accounts.AddAsync(account, ct);
        events.Publish(account.ToEvent(now));
        return account;
    }
}
