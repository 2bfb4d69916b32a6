namespace Hitl.Architecture.Tests;

/// <summary>One file of the repository.</summary>
/// <param name="Path">From the repository's top, with slashes.</param>
/// <param name="Text">All of it.</param>
internal sealed record SourceFile(string Path, string Text)
{
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsIn(params IEnumerable<string> folders) => folders.Any(folder => Path.StartsWith(folder, StringComparison.Ordinal));

    public bool Is(params IEnumerable<string> extensions) => extensions.Any(extension => Path.EndsWith(extension, StringComparison.Ordinal));
}

/// <summary>The repository that this test was built from.</summary>
internal static class Repository
{
    public static readonly string Top = FindTop();

    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "node_modules", "dist", "TestResults", ".git", ".hitl"];
    private static readonly string[] Read = [".cs", ".sql", ".csproj", ".props", ".md", ".ts", ".tsx"];

    /// <summary>Where code that is shipped stands.</summary>
    public static readonly IReadOnlyList<string> Production = ["AppHost/", "ServiceDefaults/", "contracts/", "gateway/", "services/"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> All = new(() => [.. Walk(new DirectoryInfo(Top))]);

    public static IReadOnlyList<SourceFile> Files => All.Value;

    /// <summary>The services' names, by their project files.</summary>
    public static IReadOnlyList<string> Services { get; } =
    [
        .. Directory.EnumerateDirectories(Path.Combine(Top, "services"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal),
    ];

    public static string AssemblyOf(string service) => Path.Combine(AppContext.BaseDirectory, $"Hitl.{service}.dll");

    private static string FindTop()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("Hitl.sln").Any())
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the repository.");
        return folder.FullName;
    }

    private static IEnumerable<SourceFile> Walk(DirectoryInfo folder)
    {
        var files = folder.EnumerateFiles()
            .Where(file => Read.Contains(file.Extension, StringComparer.Ordinal))
            .Select(file => new SourceFile(Path.GetRelativePath(Top, file.FullName).Replace('\\', '/'), File.ReadAllText(file.FullName)));
        var folders = folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name, StringComparer.Ordinal));
        return files.Concat(folders.SelectMany(Walk));
    }
}
