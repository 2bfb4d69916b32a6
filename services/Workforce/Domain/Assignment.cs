using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>
/// One annotator's hold on one place of a job. A lease that runs out only lets others take the place: until somebody does, whatever
/// its author does next takes the lease up again, so that an hour without a network costs nobody their work.
/// </summary>
internal sealed record Assignment
{
    /// <summary>Whoever works gives a sign every 45 seconds, of which one may be lost.</summary>
    public static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(100);

    /// <summary>The last sign of what is only had ready: so long ago that nothing counts as work since.</summary>
    public static readonly DateTimeOffset Unseen = DateTimeOffset.UnixEpoch;

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

    /// <summary>The last sign of its author, by our clock.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>How long its author was at work on it; null for one from before that was measured.</summary>
    public TimeSpan? ActiveTime { get; init; }

    /// <summary>Until then its author may take back what they submitted or skipped; null when they may not.</summary>
    public DateTimeOffset? UndoUntil { get; init; }

    /// <summary>Whether the place is still this assignment's: nobody took it over.</summary>
    public required bool HasPlace { get; init; }

    /// <summary>Whether its last place waits for anybody.</summary>
    public required bool IsPlaceFree { get; init; }

    /// <summary>The job as it stands behind the same lock.</summary>
    public required JobInWork Job { get; init; }

    /// <summary>A sign of life: the lease begins anew.</summary>
    public Result<Assignment> Renew(DateTimeOffset now) => Check(now) is { } refused ? refused : Worked(now).Renewed(now);

    /// <summary>Its author will come to it: the lease begins anew, but until they do nothing is work.</summary>
    public Result<Assignment> KeepReady(DateTimeOffset now) => Check(now) is { } refused ? refused : Renewed(now) with { SeenAt = Unseen };

    public Result<Assignment> SaveDraft(int version, string annotations, DateTimeOffset now)
    {
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return Worked(now).Renewed(now) with { Version = Version + 1, Draft = annotations };
    }

    /// <summary>What is submitted stays as the draft, so that its author can look at it later.</summary>
    public Result<Assignment> Submit(int version, string annotations, DateTimeOffset now)
    {
        if (State == AssignmentState.Submitted) return version == Version && annotations == Draft ? this : WorkforceErrors.AlreadySubmitted;
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return Worked(now) with { State = AssignmentState.Submitted, Draft = annotations, EndedAt = now, UndoUntil = Job.UndoUntil(now) };
    }

    /// <summary>An answer that does not fit its form is kept as a draft: it is what its author has to go on from.</summary>
    public Assignment KeepAsDraft(string annotations, DateTimeOffset now) => Worked(now).Renewed(now) with { Version = Version + 1, Draft = annotations };

    /// <summary>Replaces what was submitted. The same correction again changes nothing.</summary>
    public Result<Assignment> Correct(int version, string annotations, DateTimeOffset now)
    {
        if (State == AssignmentState.Submitted && version == Version - 1 && annotations == Draft) return this;
        if (State != AssignmentState.Submitted || HasEnded(now) || !Job.Rules.AllowsCorrections) return WorkforceErrors.CorrectionNotPossible;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return this with { Version = Version + 1, Draft = annotations };
    }

    /// <summary>
    /// Takes a submission or a skip back: the place is theirs again. After a skip somebody else may have it; then the job comes back to
    /// them when a place of it is free. What is held already needs no undoing.
    /// </summary>
    public Result<Assignment> Undo(DateTimeOffset now)
    {
        if (State == AssignmentState.Held) return this;
        if (HasEnded(now)) return WorkforceErrors.JobEnded;
        var isWaiting = State == AssignmentState.Skipped || (State == AssignmentState.Submitted && Job.SettlesAt is not null);
        if (!isWaiting || UndoUntil is not { } until || now >= until) return WorkforceErrors.UndoTooLate;
        return State == AssignmentState.Submitted || IsPlaceFree
            ? Renewed(now) with { State = AssignmentState.Held, Reason = null, EndedAt = null, UndoUntil = null }
            : this with { State = AssignmentState.Released, Reason = null, UndoUntil = null };
    }

    public Result<Assignment> Skip(string reason, DateTimeOffset now)
    {
        if (State != AssignmentState.Skipped && !Job.Rules.AllowsSkipping) return WorkforceErrors.SkippingNotAllowed;
        var skipped = Leave(AssignmentState.Skipped, reason, now);
        return skipped.HasValue && !ReferenceEquals(skipped.Value, this) ? skipped.Value with { UndoUntil = Job.UndoUntil(now) } : skipped;
    }

    public Result<Assignment> Release(DateTimeOffset now) => Leave(AssignmentState.Released, null, now);

    public Result<Assignment> ReportProblem(string message, DateTimeOffset now) => Leave(AssignmentState.Reported, message, now);

    /// <summary>Doing the same again changes nothing: the answer to the first request may have been lost.</summary>
    private Result<Assignment> Leave(AssignmentState state, string? reason, DateTimeOffset now)
    {
        if (State == state) return this;
        return Check(now) is { } refused ? refused : Worked(now) with { State = state, Reason = reason, EndedAt = now };
    }

    private Error? Check(DateTimeOffset now)
    {
        if (HasEnded(now)) return WorkforceErrors.JobEnded;
        return State == AssignmentState.Held && HasPlace ? null : WorkforceErrors.LeaseLost;
    }

    private bool HasEnded(DateTimeOffset now) => !Job.IsOpen || now >= Job.ExpiresAt || Round != Job.Round;

    private Assignment Renewed(DateTimeOffset now) => this with { LeaseUntil = Job.LeaseFrom(now), SeenAt = now };

    /// <summary>The time since the last sign counts as work; a gap that is longer than signs are apart was none.</summary>
    private Assignment Worked(DateTimeOffset now)
    {
        var gap = now - SeenAt;
        return this with { SeenAt = now, ActiveTime = gap > TimeSpan.Zero && gap <= AwayAfter ? ActiveTime + gap : ActiveTime };
    }
}
