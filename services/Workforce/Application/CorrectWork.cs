using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator replaces what they submitted, as long as the job's result has not left.</summary>
internal sealed record CorrectWork(Guid AssignmentId, Guid AnnotatorId, int Version, string Annotations, string? Comment);

internal sealed class CorrectWorkHandler(
    IAssignmentStore assignments, ISubmissionStore submissions, JudgeAnnotations judge, SettleJobHandler settle, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(CorrectWork command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var now = time.GetUtcNow();
        var corrected = assignment.Correct(command.Version, command.Annotations, now);
        if (corrected.Error is { } refused) return refused.WithNewerDraft(assignment);
        if (ReferenceEquals(corrected.Value, assignment)) return assignment;
        if (await judge.FindFaultsAsync(assignment.Id, command.Annotations, ct) is { } faults) return faults;

        await assignments.SaveWithDraftAsync(corrected.Value, ct);
        await submissions.ReplaceAsync(new Submission(corrected.Value, corrected.Value.Version, command.Annotations, command.Comment, now), ct);
        if (assignment.Job.SettlesAt is null) await settle.HandleAsync(assignment.JobId, assignment.Round, now, ct);
        return corrected;
    }
}
