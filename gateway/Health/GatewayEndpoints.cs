using Hitl.Gateway.Edge;
using Hitl.ServiceDefaults.Http;
using Microsoft.Extensions.Options;

namespace Hitl.Gateway.Health;

/// <summary>What the gateway answers itself.</summary>
internal static class GatewayEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapGatewayEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/v1/health", Reading, GetHealthAsync).WithName("GetHealth").WithMetadata(Access.Anyone);
        app.MapMethods("/", Reading, () => TypedResults.Redirect("/app/")).WithName("GoToApp").AllowAnonymous();
        app.MapMethods("/v1/ip", Reading, GetEgressIpAsync).WithName("GetEgressIp").WithMetadata(Access.Anyone);
    }

    private static async Task<IResult> GetHealthAsync(ServiceHealth health, CancellationToken ct) =>
        await health.AllAreReadyAsync(ct)
            ? TypedResults.Json(new HealthResponse("UP"))
            : TypedResults.Json(new HealthResponse("DOWN"), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task GetEgressIpAsync(HttpContext context, IOptions<EgressOptions> options)
    {
        if (options.Value.EgressIp is { Length: > 0 } address)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(address, context.RequestAborted);
            return;
        }

        context.Response.Headers.RetryAfter = "3600";
        await Problems.WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, "egress_ip_not_configured", "This installation has no fixed address: its operator has not set EgressIp.");
    }
}

/// <summary>The contract's words.</summary>
/// <param name="Status"><c>UP</c> or <c>DOWN</c>.</param>
internal sealed record HealthResponse(string Status);
