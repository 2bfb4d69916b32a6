using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Hitl.Gateway.Descriptions;

/// <summary>An OpenAPI document, as it stands in <c>docs/openapi</c>.</summary>
/// <param name="Name">Of its file, without the extension.</param>
/// <param name="Title">Its own.</param>
/// <param name="Version">Of the API that it describes.</param>
/// <param name="Json">The file.</param>
/// <param name="ETag">By its contents, so that all replicas give the same.</param>
internal sealed record ApiDescription(string Name, string Title, string Version, byte[] Json, EntityTagHeaderValue ETag);

/// <summary>The documents that were built in. No two dialects' paths go into one: they share some.</summary>
internal sealed class ApiDescriptions
{
    private const string Folder = "openapi/";
    private const string Extension = ".json";

    /// <summary>The document that a reader wants first.</summary>
    private const string First = "v1";

    private readonly FrozenDictionary<string, ApiDescription> _byName;

    public ApiDescriptions()
    {
        var assembly = typeof(GatewayService).Assembly;
        All =
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Select(name => Read(name[Folder.Length..^Extension.Length], assembly.GetManifestResourceStream(name)!))
                .OrderBy(description => description.Name != First)
                .ThenBy(description => description.Name, StringComparer.Ordinal),
        ];
        _byName = All.ToFrozenDictionary(description => description.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<ApiDescription> All { get; }

    /// <summary>Null when there is no such document.</summary>
    public ApiDescription? Find(string name) => _byName.GetValueOrDefault(name);

    private static ApiDescription Read(string name, Stream resource)
    {
        using var stream = resource;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        using var document = JsonDocument.Parse(json);
        var info = document.RootElement.GetProperty("info");
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"";
        return new ApiDescription(
            name, info.GetProperty("title").GetString()!, info.GetProperty("version").GetString()!, json, new EntityTagHeaderValue(tag));
    }
}
