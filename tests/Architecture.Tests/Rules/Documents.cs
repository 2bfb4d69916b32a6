using System.Text.RegularExpressions;

namespace Hitl.Architecture.Tests.Rules;

/// <summary>What clients and colleagues must be able to look up.</summary>
internal static partial class Documents
{
    private const int TimeoutMs = 5000;
    private const string EventsTable = "| event |";

    /// <summary>Events that the table in contracts/README.md lacks, and lines of it that are no event any more.</summary>
    public static IEnumerable<string> EventsNotDocumented(IEnumerable<Type> contracts, string readme)
    {
        var events = contracts.Where(IsEvent).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var table = readme[readme.IndexOf(EventsTable, StringComparison.Ordinal)..].Split("\n\n")[0];
        var documented = table.Split('\n').Select(line => line.Split('|'))
            .Where(cells => cells.Length > 1)
            .SelectMany(cells => Quoted().Matches(cells[1]).Select(match => match.Groups["value"].Value))
            .ToHashSet(StringComparer.Ordinal);
        return events.Where(name => !documented.Contains(name)).Select(name => $"{name} is not in contracts/README.md")
            .Concat(documented.Where(name => !events.Contains(name)).Select(name => $"contracts/README.md names {name}, which is no event"));
    }

    /// <summary>Codes of refusals in <paramref name="file"/> that <paramref name="page"/> does not explain.</summary>
    public static IEnumerable<string> CodesNotDocumented(SourceFile file, string page) => CodeOfRefusal().Matches(file.Text)
        .Concat((file.Path.EndsWith("Codes.cs", StringComparison.Ordinal) ? AnyConstant() : ConstantCode()).Matches(file.Text))
        .Select(match => match.Groups["value"].Value)
        .Distinct(StringComparer.Ordinal)
        .Where(code => !page.Contains($"`{code}`", StringComparison.Ordinal))
        .Select(code => $"{code} ({file.Path}) is not in docs/http-status-codes.md");

    /// <summary>A fact's name ends in what happened. Records that answer questions are named for what they are.</summary>
    private static bool IsEvent(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Name.EndsWith("ed", StringComparison.Ordinal);

    [GeneratedRegex("`(?<value>[A-Za-z]+)`", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"(ErrorKind\.\w+,|StatusCodes\.\w+,|RefuseAsync\([\w.]+,|FailedFetch \w+ = new\()\s*""(?<value>[a-z_]+)""", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex CodeOfRefusal();

    [GeneratedRegex(@"const string \w*Code = ""(?<value>[a-z_]+)""", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex ConstantCode();

    [GeneratedRegex(@"const string \w+ = ""(?<value>[a-z_]+)""", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex AnyConstant();
}
