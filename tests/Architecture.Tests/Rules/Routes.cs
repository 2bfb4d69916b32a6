using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Hitl.Architecture.Tests.Rules;

/// <summary>Every route has a name, which audits show, and says whom it lets in.</summary>
internal static class Routes
{
    private static readonly string[] Open = ["/health", "/alive"];

    public static IEnumerable<string> Broken(IEnumerable<Endpoint> endpoints) => endpoints
        .OfType<RouteEndpoint>()
        .Where(route => !Open.Contains(route.RoutePattern.RawText, StringComparer.Ordinal))
        .SelectMany(route => FaultsOf(route).Select(fault => $"{route.RoutePattern.RawText} {fault}"));

    private static IEnumerable<string> FaultsOf(RouteEndpoint route)
    {
        if (route.Metadata.GetMetadata<IEndpointNameMetadata>() is null) yield return "has no name";
        var isGuarded = route.Metadata.GetMetadata<AuthorizationPolicy>() is not null || route.Metadata.GetMetadata<IAuthorizeData>() is not null;
        var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!isGuarded && !isOpen) yield return "does not say whom it lets in";
    }
}
