using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Refusals in words that Scale's clients understand.</summary>
internal static class TaskErrors
{
    public static readonly Error NoCallbackUrl = new(
        ErrorKind.Invalid, "invalid_request", "callback_url is required: your account has no default callback URL.");

    public static readonly Error NotFound = new(ErrorKind.NotFound, "job_not_found", "There is no task with this task_id.");

    public static Error NoSuchType(string type) => new(ErrorKind.NotFound, "not_found", $"There is no task type \"{type}\".");

    public static Error Invalid(string faults) => new(ErrorKind.Invalid, "invalid_request", faults);
}
