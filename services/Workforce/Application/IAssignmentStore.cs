using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Something that an annotator handed in.</summary>
/// <param name="Assignment">For which hold.</param>
/// <param name="Version">Of the draft that it was made from.</param>
/// <param name="Annotations">JSON, verbatim.</param>
/// <param name="SubmittedAt">When.</param>
internal sealed record Submission(Assignment Assignment, int Version, string Annotations, DateTimeOffset SubmittedAt);

/// <summary>Keeps assignments with their places and submissions, inside the unit of work.</summary>
internal interface IAssignmentStore
{
    /// <summary>
    /// The annotator's assignment with its place and its job, all held until the unit of work ends; null when it is not theirs.
    /// Job first, then place, then assignment: everybody takes them in this order.
    /// </summary>
    Task<Assignment?> HoldAsync(Guid assignmentId, Guid annotatorId, CancellationToken ct);

    /// <summary>Saves the assignment, but for its draft, and what follows from it for its place.</summary>
    Task SaveAsync(Assignment assignment, CancellationToken ct);

    /// <summary>Saves the assignment with its draft, and what follows from it for its place.</summary>
    Task SaveWithDraftAsync(Assignment assignment, CancellationToken ct);

    /// <summary>Keeps a submission that counts, and adds it to the annotator's tally.</summary>
    Task AddSubmissionAsync(Submission submission, CancellationToken ct);

    /// <summary>Keeps a submission that came too late. Durable at once: the request itself will be refused.</summary>
    Task KeepLateSubmissionAsync(Submission submission, CancellationToken ct);

    /// <summary>Takes the job out of the queue and ends what others hold of it.</summary>
    Task EndJobAsync(Guid jobId, DateTimeOffset now, CancellationToken ct);
}
