namespace Hitl.Jobs.Api;

/// <summary>The form of a URL that a client names; whether it can be used is asked later.</summary>
internal static class WebUrl
{
    public const string Rule = "must be an http or https URL.";

    public static bool IsOne(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps);
}
