using Hitl.Forms;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Workforce.Domain;

/// <summary>Every refusal of this service but those of a request's form (<c>invalid_request</c>).</summary>
internal static class WorkforceErrors
{
    public static readonly Error NoSuchAnnotator =
        new(ErrorKind.NotFound, "annotator_not_found", "There is no such annotator. Check the id.");

    public static readonly Error EmailTaken =
        new(ErrorKind.Conflict, "email_taken", "There is an annotator with this e-mail address already; upper and lower case are the same.");

    /// <summary>The same for an unknown address, a wrong password and an inactive annotator: nobody learns who works here.</summary>
    public static readonly Error WrongCredentials =
        new(ErrorKind.Unauthenticated, "wrong_credentials", "The e-mail address or the password is wrong.");

    /// <summary>Not 401, which would tell a page that its session is over.</summary>
    public static readonly Error WrongPassword =
        new(ErrorKind.Forbidden, "wrong_password", "The current password is wrong. Nothing was changed.");

    /// <summary>The answer to other services.</summary>
    public static readonly Error NoSuchSession =
        new(ErrorKind.NotFound, "session_not_found", "There is no such session, or it is over.");

    public static readonly Error SignedOut =
        new(ErrorKind.Unauthenticated, "session_ended", "The session has ended. Sign in again.");

    public static readonly Error Inactive =
        new(ErrorKind.Forbidden, "annotator_inactive", "An administrator has ended your access. Ask them for it.");

    public static readonly Error NoSuchProject =
        new(ErrorKind.NotFound, "project_not_found", "There is no such project among yours. Check its id.");

    public static readonly Error NoSuchAssignment =
        new(ErrorKind.NotFound, "assignment_not_found", "You have no such assignment. Check its id.");

    public static readonly Error JobEnded =
        new(ErrorKind.Conflict, "job_ended", "The job has ended: it was answered, canceled or stopped, or it expired. Take the next one.");

    public static readonly Error LeaseLost =
        new(ErrorKind.Conflict, "lease_lost", "You no longer hold this job: your time on it ran out, or you gave it back. Take the next one.");

    public static readonly Error AlreadySubmitted =
        new(ErrorKind.Conflict, "already_submitted", "You have submitted other annotations for this job already; they stand.");

    public static readonly Error UndoTooLate =
        new(ErrorKind.Conflict, "undo_too_late", "This can no longer be taken back: the time for it has passed.");

    public static readonly Error CorrectionNotPossible =
        new(ErrorKind.Conflict, "correction_not_possible", "This submission can no longer be corrected, or the project does not allow it.");

    public static readonly Error SkippingNotAllowed =
        new(ErrorKind.Conflict, "skipping_not_allowed", "Jobs of this project cannot be skipped. Do it, release it, or report a problem.");

    /// <summary>The newer draft goes with it, so that nothing is lost in either tab: see <c>SaveDraft</c>.</summary>
    public static readonly Error VersionConflict =
        new(ErrorKind.Conflict, "version_conflict", "The draft was changed elsewhere since. Continue from the draft and version given here.");

    public static Error CapacityReached(int jobsPerDay, DateTimeOffset now)
    {
        var reset = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        return new Error(ErrorKind.Conflict, "capacity_reached", "You have done all the jobs that an administrator lets you do in a day. Come back tomorrow (UTC).")
        {
            RetryAfter = reset - now,
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["jobs_per_day"] = jobsPerDay, ["reset_date"] = reset },
        };
    }

    /// <summary>Faults of annotations by their JSON path.</summary>
    public static Error AnnotationsInvalid(IEnumerable<FormFault> faults) =>
        new(ErrorKind.Unprocessable, "annotations_invalid", "The annotations do not fit the form. Correct the fields given here.")
        {
            Fields = faults.GroupBy(fault => fault.Path, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray(), StringComparer.Ordinal),
        };

    public static Error TooManyAttempts(TimeSpan wait) =>
        new(ErrorKind.Throttled, "too_many_attempts", "There were too many attempts to sign in. Wait a little, then try again.") { RetryAfter = wait };
}
