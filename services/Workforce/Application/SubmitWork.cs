using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator answers a job.</summary>
internal sealed record SubmitWork(Guid AssignmentId, Guid AnnotatorId, int Version, string Annotations, string? Comment);

internal sealed class SubmitWorkHandler(
    IAssignmentStore assignments,
    ISubmissionStore submissions,
    JudgeAnnotations judge,
    IDueJobs dueJobs,
    SettleJobHandler settle,
    TimeProvider time)
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
                await submissions.KeepLateAsync(new Submission(assignment, command.Version, command.Annotations, command.Comment, now), ct);
            return refused.WithNewerDraft(assignment);
        }

        // The same answer once more: everything below has happened.
        if (ReferenceEquals(submitted.Value, assignment)) return assignment;

        if (await judge.FindFaultsAsync(assignment.Id, command.Annotations, ct) is { } faults)
            return await KeepAsDraftAsync(assignment.KeepAsDraft(command.Annotations, now), faults, ct);

        await assignments.SaveWithDraftAsync(submitted.Value, ct);
        await submissions.AddAsync(new Submission(submitted.Value, command.Version, command.Annotations, command.Comment, now), ct);
        if (submitted.Value.UndoUntil is { } until) await dueJobs.WaitAsync(assignment.JobId, until, ct);
        else if (assignment.Job.SettlesAt is null) await settle.HandleAsync(assignment.JobId, assignment.Round, now, ct);
        return submitted;
    }

    private async Task<Error> KeepAsDraftAsync(Assignment draft, Error faults, CancellationToken ct)
    {
        await assignments.SaveWithDraftDurablyAsync(draft, ct);
        return faults with { Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = draft.Version } };
    }
}
