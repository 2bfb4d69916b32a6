using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator takes back what they submitted or skipped, in the time that the project gives them for it.</summary>
internal sealed record UndoWork(Guid AssignmentId, Guid AnnotatorId);

internal sealed class UndoWorkHandler(IAssignmentStore assignments, ISubmissionStore submissions, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(UndoWork command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var now = time.GetUtcNow();
        var undone = assignment.Undo(now);
        if (!undone.HasValue || ReferenceEquals(undone.Value, assignment)) return undone;

        await assignments.SaveAsync(undone.Value, ct);
        // Nothing is settled before the time to undo is over, so nothing needs to be settled anew.
        if (assignment.State == AssignmentState.Submitted) await submissions.WithdrawAsync(undone.Value, now, ct);
        return undone;
    }
}
