using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Hitl.Gateway.Edge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hitl.Gateway.Operations;

/// <summary>The operators' live view: once, or as a stream.</summary>
internal static class OperationsEndpoints
{
    private const string EventType = "status";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReconnectAfter = TimeSpan.FromSeconds(1);

    /// <summary>Then the browser connects anew, and is asked anew who it is: nobody watches on who may not any more.</summary>
    private static readonly TimeSpan StreamTime = TimeSpan.FromMinutes(1);

    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/admin/operations", async (LiveStatus live) => TypedResults.Ok(await live.ReadAsync()))
            .WithName("GetOperations").WithMetadata(Access.Admin).DisableHttpMetrics();
        app.MapGet("/v1/admin/operations/live", Watch).WithName("WatchOperations").WithMetadata(Access.Admin).DisableHttpMetrics();
    }

    private static ServerSentEventsResult<SystemStatus> Watch(
        LiveStatus live, HttpContext context, IHostApplicationLifetime host, TimeProvider time)
    {
        // A proxy in front of us must not gather events.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(StreamAsync(live, time, host.ApplicationStopping, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<SystemStatus>> StreamAsync(
        LiveStatus live, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var until = time.GetUtcNow() + StreamTime;
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            yield return new SseItem<SystemStatus>(await live.ReadAsync(), EventType) { ReconnectionInterval = ReconnectAfter };
        }
        while (time.GetUtcNow() < until && await TickAsync(timer, end.Token));
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // The watcher has gone, or we are stopping: the stream is over, which is no fault.
            return false;
        }
    }
}
