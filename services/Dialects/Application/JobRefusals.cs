using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Application;

/// <summary>Turns what Jobs refuses into words about the task's parameters.</summary>
internal static partial class JobRefusals
{
    private const string UrlUnusable = "url_unusable";
    private const int TimeoutMs = 1000;

    /// <summary>The places of those attachments that could not be loaded, if nothing else was wrong.</summary>
    public static IReadOnlySet<int> AttachmentsNotLoaded(RefusedJob refused)
    {
        var none = new HashSet<int>();
        if (refused.Code != UrlUnusable || refused.Errors is not { Count: > 0 } errors) return none;
        var places = errors.Keys.Select(PlaceOf).ToList();
        return places.Contains(null) ? none : places.Select(place => place!.Value).ToHashSet();
    }

    /// <param name="refused">What Jobs said.</param>
    /// <param name="parameters">The task's params.</param>
    /// <param name="within">What the dialect writes before the names of params.</param>
    public static Error ErrorOf(RefusedJob refused, JsonObject parameters, string within = "")
    {
        var message = refused.Errors is { Count: > 0 } errors
            ? string.Join(' ', errors.Select(error => $"{ParameterOf(error.Key, parameters, within)}: {string.Join(' ', error.Value)}"))
            : refused.Message;
        return new Error(KindOf(refused.Status), refused.Code, message);
    }

    private static int? PlaceOf(string path) =>
        AttachmentPath().Match(path) is { Success: true } match ? int.Parse(match.Groups["place"].Value, CultureInfo.InvariantCulture) : null;

    private static string ParameterOf(string path, JsonObject parameters, string within)
    {
        if (path == "webhook_url") return "callback_url";
        if (PlaceOf(path) is not { } place) return path;
        if (parameters.ContainsKey("attachments")) return $"{within}attachments[{place}]";
        return place == 0 ? $"{within}attachment" : $"{within}examples[{place - 1}].image";
    }

    private static ErrorKind KindOf(int status) => status switch
    {
        404 => ErrorKind.NotFound,
        409 => ErrorKind.Conflict,
        429 => ErrorKind.Throttled,
        503 => ErrorKind.Unavailable,
        422 => ErrorKind.Unprocessable,
        _ => ErrorKind.Invalid,
    };

    [GeneratedRegex(@"^attachments\[(?<place>\d{1,4})\]", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex AttachmentPath();
}
