using Hitl.ServiceDefaults.Results;

namespace Hitl.Projects.Domain;

/// <summary>
/// Every refusal of this service but those of a request's form (<c>invalid_request</c>) and of a file URL, whose codes are Files' own.
/// </summary>
internal static class ProjectErrors
{
    public static readonly Error NoSuchProject = new(ErrorKind.NotFound, "project_not_found", "There is no such project. Check its id.");

    public static readonly Error NoSuchAccount = new(ErrorKind.NotFound, "account_not_found", "There is no such account. Check its id.");

    public static readonly Error NoSuchKey = new(ErrorKind.NotFound, "key_not_found", "There is no such key in this account. Check its id.");

    public static readonly Error NoSuchTemplate = new(ErrorKind.NotFound, "template_not_found", "There is no such template, or no such version of it. Check its id.");

    public static readonly Error SharedTemplate = new(
        ErrorKind.Forbidden, "template_shared", "All accounts share this template: only administrators change it. Create one of your own from its fields.");

    public static readonly Error UnusableTemplate = OfField(
        "template_id", "must be the id of a template of this project's account, or of one that all accounts share.");

    public static readonly Error UnusableTemplateVersion = OfField("template_version", "must be a version that the template has.");

    public static Error ForbiddenMove(ProjectStatus status, ProjectMove move) => new(
        ErrorKind.Conflict, "project_status_conflict", $"A project that is {status.Word()} cannot be {Past(move)}. Nothing was changed.");

    public static Error TooManyKeys(KeyMode mode) => new(
        ErrorKind.Conflict,
        "key_limit_reached",
        $"The account has {ApiKey.ActiveMax} active {mode.Word()} keys, which is the most. Revoke one of them, or rotate it.");

    public static Error KeyNotActive(KeyStatus status) => new(
        ErrorKind.Conflict, "key_not_active", $"Only an active key can be rotated; this one is {status.Word()}. Create a new key instead.");

    /// <param name="code">As Files gave it.</param>
    /// <param name="message">A sentence for the client.</param>
    public static Error UnusableInstructions(string code, string message) => new(ErrorKind.Unprocessable, code, message)
    {
        Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["instructions_file_url"] = [message] },
    };

    private static Error OfField(string field, string message) => new(ErrorKind.Invalid, "invalid_request", $"{field}: {message}")
    {
        Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [message] },
    };

    private static string Past(ProjectMove move) => move switch
    {
        ProjectMove.Activate => "activated",
        ProjectMove.Deactivate => "deactivated",
    };
}
