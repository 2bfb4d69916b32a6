using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator still works on a job.</summary>
internal sealed record RenewLease(Guid AssignmentId, Guid AnnotatorId);

internal sealed class RenewLeaseHandler(IAssignmentStore assignments, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(RenewLease command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var renewed = assignment.Renew(time.GetUtcNow());
        if (renewed.HasValue) await assignments.SaveAsync(renewed.Value, ct);
        return renewed;
    }
}
