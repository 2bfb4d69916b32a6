using Hitl.Contracts.Administration;

namespace Hitl.Projects.Application;

/// <summary>Keeps what administrators did, inside the unit of work.</summary>
internal interface IAuditStore
{
    Task AddAsync(IReadOnlyList<AdministratorActed> acts, CancellationToken ct);
}
