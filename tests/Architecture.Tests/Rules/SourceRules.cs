using System.Text.RegularExpressions;

namespace Hitl.Architecture.Tests.Rules;

/// <summary>Rules that hold for the text of each file by itself.</summary>
internal static partial class SourceRules
{
    private const int LinesMax = 300;
    private const int TimeoutMs = 5000;

    // Whoever opens a connection to an address of a client's goes through the guard; the others only reach services of ours.
    private static readonly string[] MayOpenConnections =
        ["ServiceDefaults/Outbound/", "ServiceDefaults/Http/ServiceClients.cs", "gateway/", "AppHost/", "tests/"];

    /// <summary>Each rule by its name: what it says of a file that breaks it.</summary>
    public static IReadOnlyDictionary<string, Func<SourceFile, IEnumerable<string>>> All { get; } =
        new Dictionary<string, Func<SourceFile, IEnumerable<string>>>(StringComparer.Ordinal)
        {
            ["Files have 300 lines at the most"] = file =>
                file.Is(".cs", ".ts", ".tsx") && file.Lines.Length > LinesMax ? [$"{file.Path} has {file.Lines.Length} lines"] : [],
            ["Nothing is left to do in a comment"] = file => Matches(file, ToDo()),
            ["No exception is swallowed"] = file => file.Is(".cs") ? Matches(file, EmptyCatch()) : [],
            ["Columns are listed"] = file => file.Is(".cs", ".sql") && !file.IsIn("tests/") ? Matches(file, SelectStar()) : [],
            ["Time comes from TimeProvider"] = file => file.Is(".cs") && !file.IsIn("tests/") ? Matches(file, Clock()) : [],
            ["Connections to clients' addresses go through the guard"] = file =>
                file.Is(".cs") && !file.IsIn(MayOpenConnections) ? Matches(file, HttpHandler()) : [],
            ["A service refers to no other service"] = file =>
                file.IsIn("services/") && file.Is(".csproj") ? Matches(file, OtherService()) : [],
        };

    private static IEnumerable<string> Matches(SourceFile file, Regex forbidden) =>
        forbidden.Matches(file.Text).Select(match =>
            $"{file.Path}:{file.Text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value.Trim().ReplaceLineEndings(" ")}");

    [GeneratedRegex(@"(//|--|/\*|<!--|\#).*\b(TODO|FIXME|HACK|XXX)\b", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex ToDo();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\bSELECT\s+(\w+\.)?\*", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex SelectStar();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bDateTime\.Today\b", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bnew\s+(HttpClient|HttpClientHandler|SocketsHttpHandler|HttpMessageInvoker|TcpClient)\b", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex HttpHandler();

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*(?<!ServiceDefaults/Hitl\.ServiceDefaults|contracts/Hitl\.Contracts|contracts/Forms/Hitl\.Forms)\.csproj""", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex OtherService();
}
