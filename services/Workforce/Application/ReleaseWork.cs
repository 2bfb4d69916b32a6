using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator gives a job back; the draft stays for them.</summary>
internal sealed record ReleaseWork(Guid AssignmentId, Guid AnnotatorId);

internal sealed class ReleaseWorkHandler(IAssignmentStore assignments, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(ReleaseWork command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var released = assignment.Release(time.GetUtcNow());
        if (released.HasValue && !ReferenceEquals(released.Value, assignment)) await assignments.SaveAsync(released.Value, ct);
        return released;
    }
}
