using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Domain;

/// <summary>Every refusal of this service but those of a request's form.</summary>
internal static class JobErrors
{
    public static readonly Error JobNotFound = new(ErrorKind.NotFound, "job_not_found", "There is no such job in this project of your account.");

    public static readonly Error ProjectNotFound = new(ErrorKind.NotFound, "project_not_found", "There is no such project in your account.");

    public static readonly Error ProjectNotActive = new(
        ErrorKind.Conflict, "project_not_active", "The project takes no jobs: an administrator has to activate it first.");

    public static readonly Error FallbackNotAllowed = new(
        ErrorKind.Conflict,
        "fallback_not_allowed",
        "The project does not allow jobs to end with default_annotations. Leave them out, or ask an administrator to allow it.");

    public static readonly Error UniqueIdTaken = new(
        ErrorKind.Conflict, "unique_id_taken", "Another job of yours has this unique_id already. Take another one, or look at that job.");

    public static readonly Error BatchNameTaken = new(
        ErrorKind.Conflict, "batch_name_taken", "A batch of yours has this name already. Take another one, or add to that one.");

    public static readonly Error BatchNotFound = new(ErrorKind.NotFound, "batch_not_found", "There is no such batch in your account.");

    public static readonly Error ContentInWork = new(
        ErrorKind.Conflict, "job_started", "Somebody has begun: what the job shows cannot change any more. Cancel it and create another.");

    public static readonly Error RequeueAfterExpiry = new(
        ErrorKind.Conflict, "job_expired", "The job's time is up: it cannot go back into the queue. Create a new one.");

    public static readonly Error RunLost = new(
        ErrorKind.Conflict, "idempotency_key_in_use", "Another request with this Idempotency-Key has taken over. Send it again soon.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Error IllegalMove(JobStatus status, JobAction action) => action switch
    {
        JobAction.Requeue => new Error(ErrorKind.Conflict, "job_not_stopped", $"Only a job with an error can be requeued; this one is {JobStatusText.Of(status)}."),
        _ => Ended(status),
    };

    public static Error Ended(JobStatus status) => new(ErrorKind.Conflict, "job_ended", $"The job has ended: it is {JobStatusText.Of(status)}.");

    /// <param name="faults">By field of the annotations.</param>
    public static Error AnnotationsInvalid(IReadOnlyDictionary<string, string[]> faults)
    {
        var detail = string.Join(" ", faults.Select(fault => $"{fault.Key}: {fault.Value[0]}"));
        return new Error(ErrorKind.Unprocessable, "annotations_invalid", detail) { Fields = faults };
    }

    /// <param name="faults">By field: the URL, what is wrong with it, and the code.</param>
    public static Error UnusableUrls(IReadOnlyDictionary<string, string[]> faults)
    {
        var detail = string.Join(" ", faults.Select(fault => $"{fault.Key}: {fault.Value[0]}"));
        return new Error(ErrorKind.Unprocessable, "url_unusable", detail) { Fields = faults };
    }
}
