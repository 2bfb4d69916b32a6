using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>
/// An annotator says that a job cannot be done: it leaves the queue, and its client is told. Where the project asks for a second opinion,
/// the first to say so only leaves a remark for the next.
/// </summary>
internal sealed record ReportProblem(Guid AssignmentId, Guid AnnotatorId, string Message);

internal sealed class ReportProblemHandler(IAssignmentStore assignments, IEventPublisher events, TimeProvider time)
{
    public async Task<Result<Assignment>> HandleAsync(ReportProblem command, CancellationToken ct)
    {
        if (await assignments.HoldAsync(command.AssignmentId, command.AnnotatorId, ct) is not { } assignment) return WorkforceErrors.NoSuchAssignment;

        var now = time.GetUtcNow();
        var reported = assignment.ReportProblem(command.Message, now);
        if (!reported.HasValue || ReferenceEquals(reported.Value, assignment)) return reported;

        await assignments.SaveAsync(reported.Value, ct);
        if (assignment.Job.Rules.AsksSecondOpinion && !await assignments.HasProblemOfOthersAsync(assignment, ct)) return reported;

        await assignments.EndJobAsync(assignment.JobId, now, ct);
        events.Publish(new WorkProblemReported
        {
            JobId = assignment.JobId,
            AnnotatorId = command.AnnotatorId,
            StartedAt = assignment.Job.StartedAt,
            Message = command.Message,
            ReportedAt = now,
        });
        return reported;
    }
}
