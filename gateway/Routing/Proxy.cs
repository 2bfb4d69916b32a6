using System.Globalization;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Hitl.Gateway.Routing;

/// <summary>Sets YARP up from the route table.</summary>
internal static class Proxy
{
    private static readonly RouteHeader BasicKey = new()
    {
        Name = HeaderNames.Authorization,
        Mode = HeaderMatchMode.HeaderPrefix,
        Values = ["Basic "],
    };

    public static void AddProxy(this WebApplicationBuilder builder, GatewayOptions options)
    {
        RouteConfig[] routes = [.. RouteTable.Routes.Select(RouteOf)];
        ClusterConfig[] clusters = [.. RouteTable.Services.Select(service => ClusterOf(service, ServiceAddresses.Of(builder.Configuration, service), options))];
        builder.Services.AddReverseProxy()
            .LoadFromMemory(routes, clusters)
            .ConfigureHttpClient((_, handler) => Configure(handler, options))
            .AddTransforms(AddTransforms);
    }

    public static void MapProxy(this WebApplication app)
    {
        var routes = RouteTable.Routes.ToDictionary(route => route.Id, StringComparer.Ordinal);
        app.MapReverseProxy(proxy =>
            {
                proxy.UseMiddleware<AnswerForwardingFaults>();
                proxy.UseLoadBalancing();
                proxy.UsePassiveHealthChecks();
            })
            .ConfigureEndpoints((endpoint, route) => endpoint.WithMetadata(MetadataOf(routes[route.RouteId])));
    }

    private static RouteConfig RouteOf(Route route) => new()
    {
        RouteId = route.Id,
        ClusterId = route.Service,
        Match = new RouteMatch
        {
            Path = route.Path,
            Methods = route.Methods.Length == 0 ? null : route.Methods,
            // Of two lines with one path, YARP tries the one that asks for a header first.
            Headers = route.KeyForm == KeyForm.Basic ? [BasicKey] : null,
        },
        Transforms = route.Dialect is { } dialect ? [new Dictionary<string, string>(StringComparer.Ordinal) { ["PathPrefix"] = dialect.Prefix }] : null,
    };

    private static object[] MetadataOf(Route route) => route.Dialect is { } dialect ? [route.Access, route, dialect] : [route.Access, route];

    private static ClusterConfig ClusterOf(string service, IReadOnlyList<Uri> addresses, GatewayOptions options) => new()
    {
        ClusterId = service,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = addresses.Select((address, index) => (address, index)).ToDictionary(
            item => item.index.ToString(CultureInfo.InvariantCulture),
            item => new DestinationConfig { Address = item.address.AbsoluteUri },
            StringComparer.Ordinal),
        HttpRequest = new ForwarderRequestConfig
        {
            Version = Version.Parse(options.InsideHttpVersion == "2" ? "2.0" : options.InsideHttpVersion),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = options.ActivityTimeout,
        },
        // Else a header with a letter outside of ASCII, which Kestrel lets in, could not be sent on.
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = "utf-8" },
        // Of several replicas, one that cannot be reached is left alone for a while.
        HealthCheck = addresses.Count == 1 ? null : new HealthCheckConfig
        {
            AvailableDestinationsPolicy = "HealthyOrPanic",
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(10) },
        },
    };

    private static void Configure(SocketsHttpHandler handler, GatewayOptions options)
    {
        handler.ConnectTimeout = options.ConnectTimeout;
        // Below Kestrel's 130 s, so that the service is never the one that closes; and old enough connections learn of new addresses.
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
    }

    private static void AddTransforms(TransformBuilderContext context)
    {
        // All request headers that go on are named in InnerRequest.
        context.CopyRequestHeaders = false;
        context.UseDefaultForwarders = false;
        context.RequestTransforms.Add(new InnerRequest());
        context.ResponseTransforms.Add(new OuterResponse(context.Cluster?.ClusterId == RouteTable.SessionService));
    }
}
