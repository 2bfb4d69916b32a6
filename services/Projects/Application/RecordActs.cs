using Hitl.Contracts.Administration;
using Hitl.ServiceDefaults.Messaging;

namespace Hitl.Projects.Application;

/// <summary>Takes what administrators did, in whichever service, into the audit.</summary>
internal sealed class RecordActs(IAuditStore audit) : IEventHandler<AdministratorActed>
{
    public Task HandleAsync(IReadOnlyList<AdministratorActed> events, CancellationToken ct) => audit.AddAsync(events, ct);
}
