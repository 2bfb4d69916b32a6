using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>The refusals that only reviewers meet.</summary>
internal static class ReviewErrors
{
    public static readonly Error NotAReviewer =
        new(ErrorKind.Forbidden, "reviewer_required", "Only reviewers and administrators review. Ask an administrator for the role.");

    public static readonly Error NoSuchReview =
        new(ErrorKind.NotFound, "review_not_found", "You have no such review, or somebody else has taken it over. Check its id, or take the next one.");

    public static readonly Error NoSuchJob =
        new(ErrorKind.NotFound, "job_not_found", "The queue has no such job. Check job_id.");

    public static readonly Error Lost =
        new(ErrorKind.Conflict, "review_lost", "You no longer hold this review: your time on it ran out, you gave it back, or it was decided. Take the next one.");

    public static readonly Error NoSuchSubmission =
        new(ErrorKind.Unprocessable, "submission_not_found", "An id in assignment_ids is none of the submissions that count for this job.");
}
