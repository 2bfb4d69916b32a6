using System.Globalization;

namespace Hitl.Jobs.Api;

/// <summary>How clients write instants.</summary>
internal static class InstantText
{
    public const string Rule = "must be an ISO 8601 date and time, such as 2026-01-31T12:00:00Z.";

    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Null when it is none; without a zone it is UTC.</summary>
    public static DateTimeOffset? Read(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var instant) ? instant : null;
    }
}
