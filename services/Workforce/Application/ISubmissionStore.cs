using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>Something that an annotator handed in.</summary>
/// <param name="Assignment">For which hold.</param>
/// <param name="Version">Of the draft that it was made from.</param>
/// <param name="Annotations">JSON, verbatim.</param>
/// <param name="Comment">For whoever reviews it; null when there is none.</param>
/// <param name="SubmittedAt">When.</param>
internal sealed record Submission(Assignment Assignment, int Version, string Annotations, string? Comment, DateTimeOffset SubmittedAt);

/// <summary>Keeps all that was ever handed in, inside the unit of work and behind the job's lock.</summary>
internal interface ISubmissionStore
{
    /// <summary>Keeps a submission that counts, and adds it to the annotator's tally.</summary>
    Task AddAsync(Submission submission, CancellationToken ct);

    /// <summary>Keeps a submission that counts instead of the assignment's last.</summary>
    Task ReplaceAsync(Submission submission, CancellationToken ct);

    /// <summary>The assignment's submission counts no longer.</summary>
    Task WithdrawAsync(Assignment assignment, DateTimeOffset now, CancellationToken ct);

    /// <summary>Keeps a submission that came too late. Durable at once: the request itself will be refused.</summary>
    Task KeepLateAsync(Submission submission, CancellationToken ct);
}
