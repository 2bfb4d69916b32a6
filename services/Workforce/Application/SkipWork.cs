using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator does not want a job: it goes back, and is never offered to them again.</summary>
internal sealed record SkipWork(Guid AssignmentId, Guid AnnotatorId, string Reason);

internal sealed class SkipWorkHandler(IAssignmentStore assignments, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(SkipWork command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var skipped = assignment.Skip(command.Reason, time.GetUtcNow());
        if (skipped.HasValue && !ReferenceEquals(skipped.Value, assignment)) await assignments.SaveAsync(skipped.Value, ct);
        return skipped;
    }
}
