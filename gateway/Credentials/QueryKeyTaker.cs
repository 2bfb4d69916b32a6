using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Hitl.Gateway.Credentials;

/// <summary>The key that stood in the query.</summary>
internal sealed record QueryKey(Credential Credential);

/// <summary>
/// Takes <c>api_key=K</c> out of the query before anything else sees the request. ASP.NET Core begins its span, and writes its
/// "Request starting" log line, with the query as it is right after the context is made: a middleware would come too late.
/// </summary>
internal sealed class QueryKeyTaker(IServiceProvider services) : IHttpContextFactory
{
    private const string Name = "api_key";

    private readonly DefaultHttpContextFactory _contexts = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        ArgumentNullException.ThrowIfNull(featureCollection);
        if (featureCollection.Get<IHttpRequestFeature>() is { QueryString.Length: > 0 } request && Take(request) is { } key)
            featureCollection.Set(key);
        return _contexts.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _contexts.Dispose(httpContext);

    private static QueryKey? Take(IHttpRequestFeature request)
    {
        var found = Credential.None;
        foreach (var pair in new QueryStringEnumerable(request.QueryString))
        {
            if (IsKey(pair)) found = found.And(Credential.Key(pair.DecodeValue().ToString()));
        }

        if (found.Kind == CredentialKind.None) return null;
        request.QueryString = WithoutKey(request.QueryString);
        var path = request.RawTarget.IndexOf('?', StringComparison.Ordinal);
        if (path >= 0) request.RawTarget = request.RawTarget[..path] + request.QueryString;
        return new QueryKey(found);
    }

    /// <summary>All other parameters stay, in order and as they were encoded.</summary>
    private static string WithoutKey(string query)
    {
        var rest = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (IsKey(pair)) continue;
            rest.Append(rest.Length == 0 ? '?' : '&').Append(pair.EncodedName.Span);
            if (!pair.EncodedValue.IsEmpty) rest.Append('=').Append(pair.EncodedValue.Span);
        }

        return rest.ToString();
    }

    /// <summary>Decoded, in any case: a name that only looks different must not carry a key into a log.</summary>
    private static bool IsKey(QueryStringEnumerable.EncodedNameValuePair pair) =>
        pair.DecodeName().Span.Equals(Name, StringComparison.OrdinalIgnoreCase);
}
