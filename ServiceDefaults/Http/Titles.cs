using Microsoft.AspNetCore.WebUtilities;

namespace Hitl.ServiceDefaults.Http;

/// <summary>The title and the default code of a status, for answers that no use case wrote.</summary>
internal static class Titles
{
    public static string Of(int status) => ReasonPhrases.GetReasonPhrase(status);

    /// <summary>For instance <c>method_not_allowed</c> for 405.</summary>
    public static string CodeOf(int status) => Of(status) switch
    {
        "" => "error",
        var phrase => phrase.Replace(' ', '_').ToLowerInvariant(),
    };

    public static string DetailOf(int status) => status switch
    {
        404 => "There is no such thing here. Check the path and the ids in it.",
        405 => "This path does not know this method. The Allow header lists those it knows.",
        413 => "The body is too large.",
        415 => "Send the body as application/json.",
        503 => "A part that is needed is not ready. Nothing was done: try again soon.",
        >= 500 => "Something went wrong on our side. Nothing was half-done: try again, and name the request_id if it persists.",
        _ => "The request could not be accepted.",
    };
}
