using System.Globalization;
using System.Net.Http.Headers;

namespace Hitl.ServiceDefaults.Outbound;

/// <summary>Names of files as strangers write them, made harmless.</summary>
public static class FileNames
{
    private const int MaxLength = 200;

    /// <summary>The last segment of a URL's path, or null when it has none.</summary>
    public static string? FromUrl(Uri url) => Clean(Uri.UnescapeDataString(url.Segments[^1]));

    internal static string? FromDisposition(ContentDispositionHeaderValue? disposition) =>
        Clean((disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"') ?? "");

    // Folders, control characters and the marks that turn the direction of writing ("gpj.exe") are of no use in a name. A long name
    // keeps its end, where the extension is.
    private static string? Clean(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(IsHarmless)).Trim(' ', '.');
        return name.Length switch
        {
            0 => null,
            > MaxLength => name[^MaxLength..],
            _ => name,
        };
    }

    private static bool IsHarmless(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
