using Hitl.Contracts.Jobs;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Refusals in words that Scale's clients understand.</summary>
internal static class TaskErrors
{
    private const string InvalidRequest = "invalid_request";

    public static readonly Error NoCallbackUrl = new(
        ErrorKind.Invalid, InvalidRequest, "callback_url is required: your account has no default callback URL.");

    public static readonly Error NotFound = new(ErrorKind.NotFound, "job_not_found", "There is no task with this task_id.");

    public static readonly Error ProjectNotFound = new(ErrorKind.NotFound, "project_not_found", "There is no project with this name: create it with POST /v1/projects.");

    public static readonly Error BatchNotFound = new(ErrorKind.NotFound, "batch_not_found", "There is no batch with this name: create it with POST /v1/batches.");

    public static readonly Error TooManyTags = new(ErrorKind.Invalid, InvalidRequest, $"tags must hold at most {TaskRequest.TagsMax} strings.");

    public static readonly Error TooManyChanges = new(
        ErrorKind.Unavailable, "project_in_change", "The project's parameters are being changed by others all the time. Send it again soon.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>A parameter names a project or a batch that does not exist.</summary>
    public static Error NoSuch(string parameter, string name) =>
        new(ErrorKind.Invalid, InvalidRequest, $"{parameter} names \"{name}\", which does not exist: create it with POST /v1/{(parameter == "batch" ? "batches" : "projects")}.");

    public static Error NameTaken(string what, string name) => new(ErrorKind.Conflict, "name_taken", $"The name \"{name}\" is already used for a different {what}.");

    public static Error BatchIsFinal(string name) => new(ErrorKind.Invalid, InvalidRequest, $"batch \"{name}\" is finalized: no task comes into it any more.");

    public static Error OtherProjectsBatch(string batch, string project) =>
        new(ErrorKind.Invalid, InvalidRequest, $"batch \"{batch}\" is one of the project \"{project}\": leave project out, or name that one.");

    public static Error OtherType(string project, string type) => new(ErrorKind.Invalid, InvalidRequest, $"project \"{project}\" takes tasks of type {type} alone.");

    public static Error UniqueIdTaken(string? uniqueId, RefusedJob refused) => new(
        ErrorKind.Conflict,
        refused.Code,
        $"The unique_id (\"{uniqueId}\") is already used for a different task{(refused.JobId is { } other ? $" ({TaskId.Of(other)})" : "")}.");

    public static Error NoSuchType(string type) => new(ErrorKind.NotFound, "not_found", $"There is no task type \"{type}\".");

    public static Error Invalid(string faults) => new(ErrorKind.Invalid, InvalidRequest, faults);
}
