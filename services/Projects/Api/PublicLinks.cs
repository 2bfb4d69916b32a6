using Hitl.ServiceDefaults.Hosting;
using Microsoft.Extensions.Options;

namespace Hitl.Projects.Api;

/// <summary>URLs as clients reach them, through the gateway.</summary>
internal sealed class PublicLinks(IOptions<PublicOptions> options)
{
    private readonly string _root = options.Value.PublicUrl.TrimEnd('/');

    public string ToFile(Guid fileId) => $"{_root}/v1/files/{fileId}";

    /// <summary>The value of a <c>Link</c> header that leads to a list's next page.</summary>
    public string ToNextPage(string path, int limit, string cursor) => $"<{_root}{path}?limit={limit}&cursor={cursor}>; rel=\"next\"";
}
