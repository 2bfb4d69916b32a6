using Hitl.Contracts.Jobs;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Refusals in the document's words.</summary>
internal static class ReviewErrors
{
    public static readonly Error ReviewNotFound = new(ErrorKind.NotFound, "review_not_found", "There is no such review in your account.");

    public static readonly Error TemplateNotFound = new(ErrorKind.NotFound, "template_not_found", "There is no such template in your account.");

    public static readonly Error WebhookNotFound = new(ErrorKind.NotFound, "webhook_not_found", "There is no such webhook in your account.");

    public static readonly Error TeamNotFound = new(ErrorKind.NotFound, "team_not_found", "There is no such team in your account.");

    public static readonly Error NoSuchTeam = InvalidRequest.Of(ReviewRequest.TeamIdMember, "is no team of your account.");

    /// <summary>What Jobs refuses, about the members of a review: they have the same names.</summary>
    public static Error Of(RefusedJob refused) => refused.Code switch
    {
        "job_ended" => new Error(ErrorKind.Conflict, "review_ended", "The review is completed or cancelled: it cannot change any more."),
        "job_started" => Field("content", "cannot change any more: somebody has begun. Cancel the review and create another.", "review_started"),
        _ => Of(refused.Status, refused.Code, refused.Message, refused.Errors),
    };

    /// <summary>What a neighbour refuses, by its HTTP status.</summary>
    public static Error Of(int status, string code, string message, IReadOnlyDictionary<string, string[]>? fields)
    {
        var kind = status switch
        {
            403 => ErrorKind.Forbidden,
            404 => ErrorKind.NotFound,
            409 => ErrorKind.Conflict,
            503 => ErrorKind.Unavailable,
            _ => ErrorKind.Invalid,
        };
        return new Error(kind, code, message) { Fields = fields };
    }

    private static Error Field(string field, string message, string code) => InvalidRequest.Of(field, message) with { Kind = ErrorKind.Conflict, Code = code };
}
