namespace Hitl.Files.Domain;

/// <summary>
/// Knows a URL that we handed out ourselves: a client may name a file of an earlier job instead of serving it again, also by
/// <c>localhost</c> where that is how it reaches us.
/// </summary>
internal sealed class OwnFileUrls
{
    private const string Path = "/v1/files/";

    private readonly Uri[] _beginnings;

    public OwnFileUrls(string publicUrl)
    {
        var url = new Uri(publicUrl);
        var own = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _beginnings = [new(own + Path), new($"{url.Scheme}://localhost:{url.Port}{Path}"), new($"{url.Scheme}://127.0.0.1:{url.Port}{Path}")];
    }

    /// <summary>The file's id; null when the URL is not one of ours.</summary>
    public Guid? IdOf(string url)
    {
        // Normalized, so that an explicit default port or capitals in the host make no difference.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0) return null;
        foreach (var own in _beginnings)
        {
            if (Uri.Compare(parsed, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
                && parsed.AbsolutePath.StartsWith(own.AbsolutePath, StringComparison.Ordinal)
                && Guid.TryParseExact(parsed.AbsolutePath[own.AbsolutePath.Length..], "D", out var id))
                return id;
        }

        return null;
    }
}
