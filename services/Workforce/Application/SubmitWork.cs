using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator answers a job.</summary>
internal sealed record SubmitWork(Guid AssignmentId, Guid AnnotatorId, int Version, string Annotations);

internal sealed class SubmitWorkHandler(IAssignmentStore assignments, SettleJobHandler settle, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(SubmitWork command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        // Read behind the lock: waiting for it must not carry an answer over the job's end.
        var now = time.GetUtcNow();
        var submitted = assignment.Submit(command.Version, command.Annotations, now);
        if (submitted.Error is { } refused)
        {
            if (refused == WorkforceErrors.JobEnded || refused == WorkforceErrors.LeaseLost)
                await assignments.KeepLateSubmissionAsync(new Submission(assignment, command.Version, command.Annotations, now), ct);
            return refused.WithNewerDraft(assignment);
        }

        // The same answer once more: everything below has happened.
        if (ReferenceEquals(submitted.Value, assignment)) return assignment;

        await assignments.SaveWithDraftAsync(submitted.Value, ct);
        await assignments.AddSubmissionAsync(new Submission(submitted.Value, command.Version, command.Annotations, now), ct);
        await settle.HandleAsync(assignment.JobId, assignment.Round, now, ct);
        return submitted;
    }
}
