using System.Text.Json;
using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>An annotator answers a job.</summary>
internal sealed record SubmitWork(Guid AssignmentId, Guid AnnotatorId, int Version, string Annotations);

internal sealed class SubmitWorkHandler(IAssignmentStore assignments, IEventPublisher events, TimeProvider time)
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
        await CompleteAsync(submitted.Value, now, ct);
        return submitted;
    }

    /// <summary>The answer that fills the last place completes the job; its first answer is the result.</summary>
    private async Task CompleteAsync(Assignment answered, DateTimeOffset now, CancellationToken ct)
    {
        if (await assignments.FindResultAsync(answered.JobId, answered.Round, ct) is not { } result) return;

        await assignments.EndJobAsync(answered.JobId, now, ct);
        using var annotations = JsonDocument.Parse(result);
        events.Publish(new WorkCompleted
        {
            JobId = answered.JobId,
            StartedAt = answered.Job.StartedAt,
            FinishedAt = now,
            Annotations = annotations.RootElement.Clone(),
        });
    }
}
