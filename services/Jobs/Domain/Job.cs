using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Domain;

/// <summary>One unit of work and its life. Each method is one move: it succeeds and raises the version, or changes nothing.</summary>
internal sealed class Job(DateTimeOffset? expiresAt)
{
    public required Guid Id { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid AccountId { get; init; }

    public required bool IsTest { get; init; }

    /// <summary>Which dialect it came by, and so who tells its client about it; null for the native API.</summary>
    public string? Dialect { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null when it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; } = expiresAt;

    /// <summary>JSON: what it is done with when its time is up; null where it then expires.</summary>
    public required string? DefaultAnnotations { get; init; }

    /// <summary>As written; what counts at an instant is <see cref="StatusAt"/>.</summary>
    public JobStatus Status { get; private set; }

    public long Version { get; private set; } = 1;

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When it was last put back: what was worked on it before no longer counts.</summary>
    public DateTimeOffset? RequeuedAt { get; private set; }

    public string? ErrorMessage { get; private set; }

    /// <summary>The result; only known to whoever completes the job.</summary>
    public JobResult? Result { get; private set; }

    public static Job Create(
        Guid id, Guid projectId, Guid accountId, bool isTest, DateTimeOffset now, TimeSpan? lifetime, string? defaultAnnotations = null,
        string? dialect = null) =>
        new(now + lifetime)
        {
            Id = id,
            ProjectId = projectId,
            AccountId = accountId,
            IsTest = isTest,
            CreatedAt = now,
            DefaultAnnotations = defaultAnnotations,
            Dialect = dialect,
        };

    /// <summary>A job as it was written before.</summary>
    public Job Restore(
        JobStatus status, long version, DateTimeOffset? startedAt, DateTimeOffset? finishedAt, DateTimeOffset? requeuedAt, string? errorMessage)
    {
        (Status, Version, StartedAt, FinishedAt, RequeuedAt, ErrorMessage) = (status, version, startedAt, finishedAt, requeuedAt, errorMessage);
        return this;
    }

    public JobStatus StatusAt(DateTimeOffset now) => Expiry.StatusAt(Status, ExpiresAt, DefaultAnnotations is not null, now);

    /// <summary>Whether work done at <paramref name="workedAt"/> belongs to a round that an administrator has since discarded.</summary>
    public bool HasDiscarded(DateTimeOffset workedAt) => workedAt < RequeuedAt;

    public Result<Job> Start(DateTimeOffset startedAt, DateTimeOffset now)
    {
        if (Move(JobAction.Start, StatusAt(now)) is { } refused) return refused;
        StartedAt = startedAt;
        return this;
    }

    public Result<Job> Complete(JobResult result, DateTimeOffset finishedAt, DateTimeOffset now)
    {
        if (Move(JobAction.Complete, StatusAt(now)) is { } refused) return refused;
        (Result, FinishedAt) = (result, finishedAt);
        return this;
    }

    public Result<Job> Fail(string message, DateTimeOffset finishedAt, DateTimeOffset now)
    {
        if (Move(JobAction.Fail, StatusAt(now)) is { } refused) return refused;
        (ErrorMessage, FinishedAt) = (message, finishedAt);
        return this;
    }

    public Result<Job> Cancel(DateTimeOffset now)
    {
        if (Move(JobAction.Cancel, StatusAt(now)) is { } refused) return refused;
        FinishedAt = now;
        return this;
    }

    /// <summary>Writes down that the time is up; the job ended when it was, not when that is noticed.</summary>
    public Result<Job> Expire(DateTimeOffset now)
    {
        var action = DefaultAnnotations is null ? JobAction.Expire : JobAction.FallBack;
        if (!Expiry.IsDue(Status, ExpiresAt, now)) return JobErrors.IllegalMove(Status, action);
        if (Move(action, Status) is { } refused) return refused;
        FinishedAt = ExpiresAt;
        if (DefaultAnnotations is not null) Result = JobResult.OfFallback(DefaultAnnotations);
        return this;
    }

    /// <summary>Lets the time of an open job be up at <paramref name="at"/>, before it would have been.</summary>
    public Result<Job> CutShort(DateTimeOffset at, DateTimeOffset now)
    {
        if (StatusAt(now) is not (JobStatus.New or JobStatus.Progress)) return JobErrors.IllegalMove(StatusAt(now), JobAction.Expire);
        ExpiresAt = at < now ? at : now;
        return Expire(now);
    }

    public Result<Job> Requeue(DateTimeOffset now)
    {
        if (!JobTransitions.TryNext(StatusAt(now), JobAction.Requeue, out _)) return JobErrors.IllegalMove(StatusAt(now), JobAction.Requeue);
        if (ExpiresAt <= now) return JobErrors.RequeueAfterExpiry;
        if (Move(JobAction.Requeue, Status) is { } refused) return refused;
        (StartedAt, FinishedAt, ErrorMessage, RequeuedAt) = (null, null, null, now);
        return this;
    }

    /// <summary>The client changes who is offered it, when, or what it shows; not what somebody is looking at.</summary>
    public Result<Job> Revise(bool hasNewContent, DateTimeOffset now)
    {
        if (StatusAt(now) is not (JobStatus.New or JobStatus.Progress)) return JobErrors.Ended(StatusAt(now));
        if (hasNewContent && StartedAt is not null) return JobErrors.ContentInWork;
        Version++;
        return this;
    }

    private Error? Move(JobAction action, JobStatus from)
    {
        if (!JobTransitions.TryNext(from, action, out var to)) return JobErrors.IllegalMove(from, action);
        Status = to;
        Version++;
        return null;
    }
}
