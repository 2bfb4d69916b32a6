using System.Reflection;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Http.Idempotency;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Hitl.ServiceDefaults.Hosting;

/// <summary>What every service does the same way.</summary>
public static class HostingExtensions
{
    /// <summary>Telemetry, its own database, the gateway's identity, problem details, JSON conventions, idempotency, health.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="name">The service's name on the bus, in traces and towards other services, such as <c>jobs</c>.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string name)
    {
        builder.AddEdgeDefaults(name);
        var services = builder.Services;
        services.AddOptions<IdempotencyOptions>().BindConfiguration(IdempotencyOptions.Section);
        services.AddCallerIdentity();
        services.AddSingleton<IdempotencyStore>();
        services.AddScoped<IdempotencySession>();
        services.AddHostedService<Housekeeping>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        return builder;
    }

    /// <summary>
    /// The part of <see cref="AddServiceDefaults"/> that holds for the gateway too: it gives out the identity that services trust,
    /// and serves on while its database is down.
    /// </summary>
    public static WebApplicationBuilder AddEdgeDefaults(this WebApplicationBuilder builder, string name)
    {
        builder.AddWebDefaults(name);
        builder.AddDatabase();
        var services = builder.Services;
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PublicOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IdentityTokens>();
        return builder;
    }

    /// <summary>The part that holds for what keeps nothing and need not know who asks: logs, telemetry, problem details, health.</summary>
    public static WebApplicationBuilder AddWebDefaults(this WebApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Environment.ApplicationName = name;
        builder.AddQuietLogs();
        builder.AddTelemetry();

        var services = builder.Services;
        services.TryAddSingleton<TimeProvider, DatabaseClock>();
        services.AddExceptionHandler<UnhandledExceptionHandler>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => JsonConventions.Apply(json.SerializerOptions));
        services.AddHealthChecks();
        services.AddStatus(name);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.BodyBytesMax;
        });
        return builder;
    }

    /// <summary>The pipeline that every service shares; call it before mapping endpoints.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseEdgeDefaults();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStatus().RequireService();
        if (app.Services.GetService<BrokerQueues>() is not null) app.MapRedrive();
        return app;
    }

    /// <summary>The part of <see cref="UseServiceDefaults"/> that holds for the gateway too: request ids, problems, health.</summary>
    public static WebApplication UseEdgeDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<RequestIdMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            return Problems.WriteAsync(context.HttpContext, status, Titles.CodeOf(status), Titles.DetailOf(status));
        });
        app.MapHealth();
        return app;
    }

    /// <summary>Migrates the database, then serves until the process is told to stop.</summary>
    public static async Task RunServiceAsync(this WebApplication app, Assembly service)
    {
        ArgumentNullException.ThrowIfNull(app);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(service, CancellationToken.None);
        await app.RunAsync();
    }

    /// <summary><c>/health</c>: ready for work, with every dependency; <c>/alive</c>: the process answers.</summary>
    private static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteHealthAsync }).AllowAnonymous().DisableHttpMetrics();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealthAsync }).AllowAnonymous().DisableHttpMetrics();
    }

    private static Task WriteHealthAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                Status = report.Status.ToString(),
                Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal),
            },
            JsonConventions.Options,
            context.RequestAborted);
}
