using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hitl.Architecture.Tests.Rules;

/// <summary>Whether the checked-in OpenAPI document names the same calls as the services.</summary>
internal static partial class DescribedRoutes
{
    public static IReadOnlySet<string> Of(string document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(call => Line(call.Name, path.Name)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The public calls: not those between services, and no probes.</summary>
    /// <param name="endpoints">Of a service.</param>
    /// <param name="prefix">What a dialect's paths begin with behind the gateway; empty for ours.</param>
    public static IReadOnlySet<string> Of(IEnumerable<Endpoint> endpoints, string prefix) =>
        endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Path(endpoint).StartsWith(prefix + "/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => Methods(endpoint).Select(method => Line(method, Path(endpoint)[prefix.Length..])))
            .ToHashSet(StringComparer.Ordinal);

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    // HEAD goes with GET, and is not described on its own.
    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Where(method => !HttpMethods.IsHead(method));

    // Each type of Scale's tasks is described by itself, and served by one route.
    private static string Line(string method, string path) =>
        TypeOfTask().Replace($"{method.ToUpperInvariant()} {Parameter().Replace(path, "{}")}", "POST /v1/task/{}");

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("^POST /v1/task/[a-z]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeOfTask();
}
