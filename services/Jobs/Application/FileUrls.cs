using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Jobs.Application;

/// <summary>The addresses under which clients find our files.</summary>
internal sealed class FileUrls(IOptions<PublicOptions> options)
{
    private readonly string _prefix = options.Value.PublicUrl.TrimEnd('/') + "/v1/files/";

    public string Of(Guid fileId) => $"{_prefix}{fileId}";

    /// <summary>Whether it is a file that we keep already: such a URL has no extension and opens no connection.</summary>
    public bool IsOurs(string url) =>
        url.StartsWith(_prefix, StringComparison.OrdinalIgnoreCase) && Guid.TryParseExact(url.AsSpan(_prefix.Length), "D", out _);
}
