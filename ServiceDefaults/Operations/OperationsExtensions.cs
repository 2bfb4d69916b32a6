using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Hitl.ServiceDefaults.Operations;

/// <summary>What operators see of a service, and may do to its queues.</summary>
public static class OperationsExtensions
{
    private static readonly Error NoSuchQueue = new(ErrorKind.NotFound, "not_found", "There is no such queue.");

    /// <summary>
    /// <c>/internal/status</c>, which the gateway asks; say whom it lets in. Reading it is not measured: nobody would see anything else.
    /// </summary>
    public static RouteHandlerBuilder MapStatus(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/status", async (StatusReader status, CancellationToken ct) => TypedResults.Ok(await status.ReadAsync(ct)))
            .WithName("GetStatus")
            .ExcludeFromDescription()
            .DisableHttpMetrics();

    internal static void AddStatus(this IServiceCollection services, string name)
    {
        services.AddSingleton(new ServiceName(name));
        services.AddSingleton<RequestWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestWatch>());
        services.AddSingleton(provider => new StatusReader(
            provider.GetRequiredService<RequestWatch>(),
            provider.GetServices<IBacklog>(),
            provider.GetService<BrokerQueues>(),
            provider.GetRequiredService<HealthCheckService>(),
            provider.GetRequiredService<ServiceName>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StatusReader>>()));
    }

    /// <summary>For administrators: what failed in a queue is handled once more. Every service has the same path, with its name in it.</summary>
    internal static void MapRedrive(this IEndpointRouteBuilder app) =>
        app.MapGroup("/v1/admin/operations/{service}/queues").WithTags("Administration").RequireAdmin().WithUnitOfWork().WithAudit()
            .MapPost("/{queue}/redrive", RedriveAsync).WithName("RedriveQueue");

    private static async Task<IResult> RedriveAsync(string service, string queue, ServiceName own, BrokerQueues queues, CancellationToken ct) =>
        service == own.Value && queues.Has(queue)
            ? TypedResults.Ok(new RedriveResponse(await queues.RedriveAsync(queue, ct)))
            : NoSuchQueue.ToProblem();
}

/// <summary>What the service is called by the others.</summary>
internal sealed record ServiceName(string Value);

/// <summary>How many messages were sent to their queue again.</summary>
internal sealed record RedriveResponse(int Redriven);
