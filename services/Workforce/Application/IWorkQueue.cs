using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A person who wants work.</summary>
internal sealed record Claimant(AnnotatorStatus Status, int? JobsPerDay);

/// <summary>A place that was claimed.</summary>
/// <param name="AssignmentId">The hold on it.</param>
/// <param name="JobId">The job.</param>
/// <param name="IsFirst">Whether nobody had claimed the job before.</param>
internal sealed record Claim(Guid AssignmentId, Guid JobId, bool IsFirst);

/// <summary>Decides who gets which job, inside the unit of work.</summary>
internal interface IWorkQueue
{
    /// <summary>
    /// The annotator, held until the unit of work ends: two requests of one person never claim at the same time. Null when there is none.
    /// </summary>
    Task<Claimant?> HoldClaimantAsync(Guid annotatorId, CancellationToken ct);

    /// <summary>What counts against the annotator's day: jobs submitted since <paramref name="dayStart"/>, and those held; counted up to <paramref name="max"/>.</summary>
    Task<int> CountDayAsync(Guid annotatorId, DateTimeOffset dayStart, int max, CancellationToken ct);

    /// <summary>Whether the annotator is offered anything of the project, were there something.</summary>
    Task<bool> MayWorkOnAsync(Guid annotatorId, Guid projectId, CancellationToken ct);

    /// <summary>The oldest assignment that the annotator can go on with, of any project or of one, besides <paramref name="aheadOf"/>.</summary>
    Task<Guid?> FindHeldAsync(Guid annotatorId, Guid? projectId, Guid? aheadOf, DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether <paramref name="least"/> places or more wait for the annotator whose jobs nobody has claimed yet.</summary>
    Task<bool> HasFreshAsync(Guid annotatorId, Guid? projectId, int least, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Claims the next place for the annotator, of any project or of one, in one statement that gives no place to two people. Null when
    /// there is none. With <paramref name="isAhead"/> they do not work on it yet.
    /// </summary>
    Task<Claim?> ClaimAsync(Guid annotatorId, Guid? projectId, bool isAhead, DateTimeOffset now, CancellationToken ct);
}
