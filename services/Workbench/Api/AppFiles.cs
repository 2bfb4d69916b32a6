using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Hitl.Workbench.Api;

/// <summary>One file of the built app, and how it may be sent.</summary>
/// <param name="Path">On the disk.</param>
/// <param name="ContentType">By its name.</param>
/// <param name="ETag">By its contents, so that all replicas give the same.</param>
/// <param name="IsHashed">Whether its name changes with its contents: such a file never goes stale.</param>
/// <param name="Encodings">The encodings it was compressed with beforehand, best first.</param>
internal sealed record AppFile(string Path, string ContentType, string ETag, bool IsHashed, IReadOnlyList<string> Encodings)
{
    public string PathOf(string encoding) => Path + AppFiles.Suffixes[encoding];
}

/// <summary>What the build made, read once: only what stands here is ever sent, whatever a path says.</summary>
internal sealed class AppFiles
{
    public static readonly FrozenDictionary<string, string> Suffixes =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["br"] = ".br", ["gzip"] = ".gz" }.ToFrozenDictionary(StringComparer.Ordinal);

    private const string PageExtension = ".html";
    private const string IndexName = "index.html";
    private const string HashedFolder = "assets/";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly FrozenDictionary<string, AppFile> _files;
    private readonly FrozenDictionary<string, string> _pages;

    private AppFiles(FrozenDictionary<string, AppFile> files, FrozenDictionary<string, string> pages) => (_files, _pages) = (files, pages);

    /// <summary>The app's page; null when the app was not built.</summary>
    public string? Index => FindPage(IndexName);

    public static AppFiles In(string folder)
    {
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        var all = paths.ToHashSet(StringComparer.Ordinal);
        var files = paths
            .Where(path => !Suffixes.Values.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal)))
            .ToFrozenDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'), path => Read(folder, path, all), StringComparer.Ordinal);
        var pages = files.Where(file => IsPage(file.Key)).ToFrozenDictionary(file => file.Key, file => File.ReadAllText(file.Value.Path), StringComparer.Ordinal);
        return new AppFiles(files, pages);
    }

    /// <summary>A file that is no page: those are never sent without their policy.</summary>
    public AppFile? Find(string path) => IsPage(path) ? null : _files.GetValueOrDefault(path);

    /// <summary>The text of a page; null when there is none.</summary>
    public string? FindPage(string path) => _pages.GetValueOrDefault(path);

    private static AppFile Read(string folder, string path, HashSet<string> all)
    {
        var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
        using var contents = File.OpenRead(path);
        return new AppFile(
            path,
            ContentTypes.TryGetContentType(name, out var type) ? Charset(type) : "application/octet-stream",
            $"\"{Convert.ToHexStringLower(SHA256.HashData(contents).AsSpan(0, 16))}\"",
            name.StartsWith(HashedFolder, StringComparison.Ordinal),
            [.. Suffixes.Where(suffix => all.Contains(path + suffix.Value)).Select(suffix => suffix.Key).Order(StringComparer.Ordinal)]);
    }

    private static bool IsPage(string path) => path.EndsWith(PageExtension, StringComparison.Ordinal);

    private static string Charset(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type == "application/json" ? $"{type}; charset=utf-8" : type;

    /// <summary>The first encoding that both sides know; null for none.</summary>
    public static string? EncodingFor(AppFile file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return file.Encodings.FirstOrDefault(encoding => accepted.Any(offer => IsFor(offer, encoding)));
    }

    private static bool IsFor(StringWithQualityHeaderValue offer, string encoding) =>
        offer.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && offer.Quality is null or > 0;
}
