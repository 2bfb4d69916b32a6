using Hitl.Contracts.Workforce;
using Hitl.ServiceDefaults.Messaging;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>
/// An annotator wants to work: on what they hold already, else on the next job of the queue. With <paramref name="AheadOf"/> they work on
/// that one, and want what comes after it.
/// </summary>
internal sealed record ClaimNext(Guid AnnotatorId, Guid? ProjectId, Guid? AheadOf = null);

internal sealed class ClaimNextHandler(IWorkQueue queue, IAssignmentStore assignments, IEventPublisher events, TimeProvider time)
{
    /// <summary>Nothing is taken ahead of its time that somebody else may be waiting for.</summary>
    private const int SpareMin = 10;

    /// <summary>The assignment's id; null when there is no work.</summary>
    public async Task<Result<Guid?>> HandleAsync(ClaimNext command, CancellationToken ct)
    {
        if (await queue.HoldClaimantAsync(command.AnnotatorId, ct) is not { Status: AnnotatorStatus.Active } claimant) return WorkforceErrors.Inactive;
        if (command.ProjectId is { } wanted && !await queue.MayWorkOnAsync(command.AnnotatorId, wanted, ct)) return WorkforceErrors.NoSuchProject;

        var now = time.GetUtcNow();
        if (await ResumeAsync(command, now, ct) is { } held) return (Guid?)held;
        if (claimant.JobsPerDay is { } jobsPerDay && await HasReachedAsync(command.AnnotatorId, jobsPerDay, now, ct))
            return WorkforceErrors.CapacityReached(jobsPerDay, now);

        if (command.AheadOf is not null && !await queue.HasFreshAsync(command.AnnotatorId, command.ProjectId, SpareMin, now, ct)) return (Guid?)null;

        if (await queue.ClaimAsync(command.AnnotatorId, command.ProjectId, isAhead: command.AheadOf is not null, now, ct) is not { } claim) return (Guid?)null;
        if (claim.IsFirst) events.Publish(new WorkStarted { JobId = claim.JobId, AnnotatorId = command.AnnotatorId, StartedAt = now });
        return (Guid?)claim.AssignmentId;
    }

    private async Task<bool> HasReachedAsync(Guid annotatorId, int jobsPerDay, DateTimeOffset now, CancellationToken ct)
    {
        var dayStart = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return await queue.CountDayAsync(annotatorId, dayStart, jobsPerDay, ct) >= jobsPerDay;
    }

    private async Task<Guid?> ResumeAsync(ClaimNext command, DateTimeOffset now, CancellationToken ct)
    {
        if (await queue.FindHeldAsync(command.AnnotatorId, command.ProjectId, command.AheadOf, now, ct) is not { } heldId) return null;
        if (await assignments.HoldAsync(heldId, command.AnnotatorId, ct) is not { } held) return null;

        // Between the two somebody else may have taken the place, or the job may have ended.
        var renewed = command.AheadOf is null ? held.Renew(now) : held.KeepReady(now);
        if (!renewed.HasValue) return null;
        await assignments.SaveAsync(renewed.Value, ct);
        return heldId;
    }
}
