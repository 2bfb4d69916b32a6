using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Keeps assignments with their places, inside the unit of work.</summary>
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

    /// <summary>The same, durable at once: the request itself will be refused.</summary>
    Task SaveWithDraftDurablyAsync(Assignment assignment, CancellationToken ct);

    /// <summary>Whether somebody else has reported a problem with the job in this round.</summary>
    Task<bool> HasProblemOfOthersAsync(Assignment assignment, CancellationToken ct);

    /// <summary>Takes the job out of the queue and ends what others hold of it.</summary>
    Task EndJobAsync(Guid jobId, DateTimeOffset now, CancellationToken ct);
}
