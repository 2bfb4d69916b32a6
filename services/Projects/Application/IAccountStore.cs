using Hitl.Projects.Domain;

namespace Hitl.Projects.Application;

/// <summary>Keeps accounts, inside the unit of work.</summary>
internal interface IAccountStore
{
    Task AddAsync(Account account, CancellationToken ct);

    /// <summary>The account, held until the unit of work ends; whoever changes its keys holds it too.</summary>
    Task<Account?> HoldAsync(Guid accountId, CancellationToken ct);

    Task SaveAsync(Account account, CancellationToken ct);
}
