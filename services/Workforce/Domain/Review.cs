using System.Text.Json;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>One stage of the review of what a job's submissions have come to.</summary>
internal sealed record Review
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    /// <summary>One of those that are reviewed: all of a round were asked with the same form.</summary>
    public required Guid AssignmentId { get; init; }

    public required int Round { get; init; }

    /// <summary>Counts how often the job came to review in this round.</summary>
    public required int Attempt { get; init; }

    /// <summary>From 1; each stage is another person.</summary>
    public required int Stage { get; init; }

    public required ReviewState State { get; init; }

    public required Guid ReviewerId { get; init; }

    /// <summary>Grows with each draft, and when another reviewer takes it over.</summary>
    public required int Version { get; init; }

    /// <summary>The JSON of the newest draft of a fix, verbatim; null before the first.</summary>
    public string? Draft { get; init; }

    public string? Comment { get; init; }

    /// <summary>What the reviewer judges; after a fix, what they made of it.</summary>
    public required JobResult Result { get; init; }

    public required DateTimeOffset LeaseUntil { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The job as it stands behind the same lock.</summary>
    public required JobInWork Job { get; init; }

    /// <summary>A sign of life: the lease begins anew.</summary>
    public Result<Review> Renew(DateTimeOffset now) => Check(now) is { } refused ? refused : Renewed(now);

    public Result<Review> SaveDraft(int version, string annotations, DateTimeOffset now)
    {
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return Renewed(now) with { Version = Version + 1, Draft = annotations };
    }

    public Result<Review> Release(DateTimeOffset now)
    {
        if (State == ReviewState.Open) return this;
        return Check(now) is { } refused ? refused : this with { State = ReviewState.Open };
    }

    public Result<Review> Accept(int version, string? comment, DateTimeOffset now) => End(ReviewState.Accepted, version, comment, now);

    public Result<Review> Fix(int version, JsonElement annotations, string comment, DateTimeOffset now)
    {
        var ended = End(ReviewState.Fixed, version, comment, now);
        return ended.HasValue && !ReferenceEquals(ended.Value, this) ? ended.Value with { Result = Result.FixedAs(annotations) } : ended;
    }

    public Result<Review> Return(int version, string comment, DateTimeOffset now) => End(ReviewState.Returned, version, comment, now);

    /// <summary>Doing the same again changes nothing: the answer to the first request may have been lost.</summary>
    private Result<Review> End(ReviewState state, int version, string? comment, DateTimeOffset now)
    {
        if (State == state && version == Version) return this;
        if (Check(now) is { } refused) return refused;
        if (version != Version) return WorkforceErrors.VersionConflict;
        return this with { State = state, Comment = comment, EndedAt = now };
    }

    private Error? Check(DateTimeOffset now)
    {
        if (!Job.IsOpen || now >= Job.ExpiresAt || Round != Job.Round) return WorkforceErrors.JobEnded;
        return State == ReviewState.Held ? null : ReviewErrors.Lost;
    }

    private Review Renewed(DateTimeOffset now) => this with { LeaseUntil = Job.LeaseFrom(now) };
}
