using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>
/// Keeps secrets that stand in paths, as the tokens of links do, out of the traces: whoever may read those must not be able to use
/// them. What is as long as 256 bits in base64url, and nothing else, is taken for a secret; our ids are shorter.
/// </summary>
internal static partial class SecretsInPaths
{
    private const string Mask = "***";
    private const int TimeoutMs = 1000;

    private static readonly string[] Tags = ["url.path", "url.full", "http.url", "http.target"];

    public static void MaskIn(Activity activity)
    {
        foreach (var tag in Tags)
        {
            if (activity.GetTagItem(tag) is string path && Secret().IsMatch(path)) activity.SetTag(tag, Secret().Replace(path, Mask));
        }
    }

    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43}(?=/|[?]|$)", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Secret();
}
