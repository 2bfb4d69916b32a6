using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A person who wants to review.</summary>
/// <param name="Email">Their address.</param>
/// <param name="MayReview">Whether they are active, and reviewer or administrator.</param>
internal sealed record Reviewer(string Email, bool MayReview);

/// <summary>Submissions that a reviewer sends back.</summary>
/// <param name="Review">Of which review.</param>
/// <param name="AssignmentIds">Whose submissions; null: all that count.</param>
/// <param name="To">Who gets the places.</param>
/// <param name="Comment">For their authors.</param>
internal sealed record ReturnedWork(Review Review, IReadOnlyList<Guid>? AssignmentIds, ReturnTo To, string Comment);

/// <summary>Keeps reviews and decides who gets which, inside the unit of work.</summary>
internal interface IReviewStore
{
    /// <summary>A job comes to review: its first stage waits. One of the assignments tells what was asked. Behind the job's lock.</summary>
    Task OpenAsync(Guid jobId, Guid assignmentId, JobResult proposed, DateTimeOffset now, CancellationToken ct);

    /// <summary>The next stage of a review waits. Behind the job's lock.</summary>
    Task OpenNextStageAsync(Review ended, DateTimeOffset now, CancellationToken ct);

    /// <summary>The person, held until the unit of work ends: two requests of one person never claim at the same time.</summary>
    Task<Reviewer?> HoldReviewerAsync(Guid reviewerId, CancellationToken ct);

    /// <summary>The oldest review that the reviewer can go on with, of any project or of one.</summary>
    Task<Guid?> FindHeldAsync(Guid reviewerId, Guid? projectId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Claims the next review, in one statement that gives none to two people. Null when there is none.</summary>
    Task<Guid?> ClaimAsync(Guid reviewerId, Guid? projectId, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// The reviewer's review with its job, both held until the unit of work ends; null when it is not theirs. Job first, then review.
    /// </summary>
    Task<Review?> HoldAsync(Guid reviewId, Guid reviewerId, CancellationToken ct);

    Task SaveAsync(Review review, CancellationToken ct);

    /// <summary>
    /// The submissions no longer count and their places open again, for their authors first or for others alone. False when one of them is
    /// none that counts.
    /// </summary>
    Task<bool> ReturnAsync(ReturnedWork returned, DateTimeOffset now, CancellationToken ct);
}
