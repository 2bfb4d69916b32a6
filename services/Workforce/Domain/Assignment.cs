using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>
/// One annotator's hold on one place of a job. A lease that runs out only lets others take the place: until somebody does, whatever
/// its author does next takes the lease up again, so that an hour without a network costs nobody their work.
/// </summary>
internal sealed record Assignment
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid AnnotatorId { get; init; }

    public required int Round { get; init; }

    public required int Place { get; init; }

    public required AssignmentState State { get; init; }

    /// <summary>Grows with each draft.</summary>
    public required int Version { get; init; }

    /// <summary>The JSON of the newest draft, verbatim; null before the first.</summary>
    public string? Draft { get; init; }

    /// <summary>Why it was skipped, or what the problem is.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset LeaseUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the place is still this assignment's: nobody took it over.</summary>
    public required bool HasPlace { get; init; }

    /// <summary>The job as it stands behind the same lock.</summary>
    public required JobInWork Job { get; init; }

    /// <summary>A sign of life: the lease begins anew.</summary>
    public Result<Assignment> Renew(DateTimeOffset now) => Check(now) is { } refused ? refused : Renewed(now);

    public Result<Assignment> SaveDraft(int version, string annotations, DateTimeOffset now)
    {
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return Renewed(now) with { Version = Version + 1, Draft = annotations };
    }

    /// <summary>What is submitted stays as the draft, so that its author can look at it later.</summary>
    public Result<Assignment> Submit(int version, string annotations, DateTimeOffset now)
    {
        if (State == AssignmentState.Submitted) return version == Version && annotations == Draft ? this : WorkforceErrors.AlreadySubmitted;
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return this with { State = AssignmentState.Submitted, Draft = annotations, EndedAt = now };
    }

    public Result<Assignment> Skip(string reason, DateTimeOffset now) => Leave(AssignmentState.Skipped, reason, now);

    public Result<Assignment> Release(DateTimeOffset now) => Leave(AssignmentState.Released, null, now);

    public Result<Assignment> ReportProblem(string message, DateTimeOffset now) => Leave(AssignmentState.Reported, message, now);

    /// <summary>Doing the same again changes nothing: the answer to the first request may have been lost.</summary>
    private Result<Assignment> Leave(AssignmentState state, string? reason, DateTimeOffset now)
    {
        if (State == state) return this;
        return Check(now) is { } refused ? refused : this with { State = state, Reason = reason, EndedAt = now };
    }

    private Error? Check(DateTimeOffset now)
    {
        if (!Job.IsOpen || now >= Job.ExpiresAt || Round != Job.Round) return WorkforceErrors.JobEnded;
        return State == AssignmentState.Held && HasPlace ? null : WorkforceErrors.LeaseLost;
    }

    private Assignment Renewed(DateTimeOffset now) => this with { LeaseUntil = Job.LeaseFrom(now) };
}

/// <summary>What of a job decides over the work on it.</summary>
/// <param name="IsOpen">False once it was answered, canceled or stopped.</param>
/// <param name="Round">Grows when it is put back into the queue.</param>
/// <param name="ExpiresAt">From this instant on nobody gets or finishes it.</param>
/// <param name="StartedAt">Its first claim of this round.</param>
/// <param name="LeaseLength">How long its project lets an annotator hold it without a sign of life.</param>
internal sealed record JobInWork(bool IsOpen, int Round, DateTimeOffset ExpiresAt, DateTimeOffset StartedAt, TimeSpan LeaseLength)
{
    /// <summary>No lease outlasts the job.</summary>
    public DateTimeOffset LeaseFrom(DateTimeOffset now)
    {
        var until = now + LeaseLength;
        return until < ExpiresAt ? until : ExpiresAt;
    }
}
