using System.Globalization;
using System.Text.RegularExpressions;

namespace Hitl.Architecture.Tests.Rules;

/// <summary>Migrations are named 0001_words.sql and so on, without a gap: two of one number would run in an order nobody chose.</summary>
internal static partial class Migrations
{
    private const int TimeoutMs = 5000;

    public static IEnumerable<string> Broken(IEnumerable<SourceFile> files) => files
        .Where(file => file.Is(".sql") && file.Folder.EndsWith("/Migrations/", StringComparison.Ordinal))
        .GroupBy(file => file.Folder, StringComparer.Ordinal)
        .SelectMany(folder => folder.OrderBy(file => file.Name, StringComparer.Ordinal).Select((file, index) => (file, Number: index + 1)))
        .Where(migration => !HasNumber(migration.file.Name, migration.Number))
        .Select(migration => $"{migration.file.Path} should be number {migration.Number:0000}");

    private static bool HasNumber(string name, int number) =>
        Numbered().Match(name) is { Success: true } match && int.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture) == number;

    [GeneratedRegex(@"^(?<value>\d{4})_[a-z0-9_]+\.sql$", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Numbered();
}
