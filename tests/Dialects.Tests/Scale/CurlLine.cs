using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Hitl.Dialects.Tests.Scale;

/// <summary>What curl makes of a line with -d: the values joined by ampersands, and nothing encoded.</summary>
internal static partial class CurlLine
{
    /// <summary>The path behind /v1, and the body's bytes.</summary>
    public static (string Path, HttpContent Body) Read(string line)
    {
        var path = Url().Match(line).Groups["path"].Value;
        var pairs = Data().Matches(line).Select(match => match.Groups["name"].Value + match.Groups["value"].Value.Trim('"'));
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join('&', pairs)));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return (path, body);
    }

    [GeneratedRegex("""curl "https://api\.scaleapi\.com/v1(?<path>[^"]*)" """, RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Url();

    [GeneratedRegex("""-d (?<name>[a-z_\[\]0-9]+=)(?<value>"[^"]*"|\S+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Data();
}
