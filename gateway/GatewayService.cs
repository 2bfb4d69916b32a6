using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Gateway.Credentials;
using Hitl.Gateway.Descriptions;
using Hitl.Gateway.Health;
using Hitl.Gateway.Identities;
using Hitl.Gateway.Operations;
using Hitl.Gateway.Rates;
using Hitl.Gateway.Routing;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Messaging;
using MassTransit;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hitl.Gateway;

/// <summary>Names this assembly.</summary>
public sealed class GatewayService;

/// <summary>The gateway's parts, and the way of a request through them.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EgressOptions>().BindConfiguration("");
        var options = builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new GatewayOptions();

        services.AddSingleton<IHttpContextFactory, QueryKeyTaker>();
        builder.AddIdentities();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<SameOrigin>();
        services.AddSingleton<IQuotaLeases, PostgresQuotaLeases>();
        services.AddSingleton<Quotas>();
        services.AddSingleton<QuotaSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<QuotaSweeper>());
        services.AddSingleton<ApiDescriptions>();
        builder.AddServiceHealth();
        builder.AddLiveStatus();
        builder.AddProxy(options);

        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, options.TrustedProxies));
        // The gateway is ready whenever it answers: it serves, if less exactly, without its database and without the broker.
        services.PostConfigure<HealthCheckServiceOptions>(health => health.Registrations.Clear());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = options.ConnectionsMax;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
    }

    public static void UseGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseEdgeDefaults();
        app.UseMiddleware<TakeCredential>();
        app.UseMiddleware<SpeakDialect>();
        app.UseMiddleware<Authenticate>();
        app.UseMiddleware<CountRequest>();
        app.UseMiddleware<Authorize>();
        app.MapGatewayEndpoints();
        app.MapDescriptionEndpoints();
        app.MapOperations();
        app.MapProxy();
    }

    private static void AddIdentities(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<IProjectsClient, HttpProjectsClient>("projects");
        builder.AddServiceClient<IWorkforceClient, HttpWorkforceClient>("workforce");
        var services = builder.Services;
        // The typed clients are made anew for each question: kept, they would hold on to their first connection's address.
        services.AddSingleton<Func<IProjectsClient>>(provider => provider.GetRequiredService<IProjectsClient>);
        services.AddSingleton<Func<IWorkforceClient>>(provider => provider.GetRequiredService<IWorkforceClient>);
        services.AddSingleton<IdentityIssuer>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Sessions>();
        services.AddReceiveEndpointObserver<BrokerWatch>();
        builder.AddListening("gateway", events => events
            .HandleInEveryInstance<ApiKeyChanged, ForgetChangedCredentials>()
            .HandleInEveryInstance<AccountChanged, ForgetChangedCredentials>()
            .HandleInEveryInstance<SessionEnded, ForgetChangedCredentials>());
    }

    private static void Trust(ForwardedHeadersOptions forwarded, string[] proxies)
    {
        if (proxies.Length == 0) return;
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
            else forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        }
    }
}
