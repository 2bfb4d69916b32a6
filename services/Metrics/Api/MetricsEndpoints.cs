using Hitl.Metrics.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Metrics.Api;

internal static class MetricsEndpoints
{
    public static void MapMetricsEndpoints(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/metrics", GetAsync).WithName("GetMetrics").RequireAccount();

    private static async Task<IResult> GetAsync(
        Caller caller,
        [FromQuery(Name = "period_start_date")] string? start,
        [FromQuery(Name = "period_end_date")] string? end,
        [FromQuery(Name = "period_group_level")] string? level,
        [FromQuery(Name = "project_ids")] string? projectIds,
        MetricsReads metrics,
        TimeProvider time,
        CancellationToken ct)
    {
        var query = MetricsQuery.Read(start, end, level, projectIds, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (query.Error is { } invalid) return invalid.ToProblem();

        var projects = await metrics.SelectAsync(caller.RequiredAccountId, query.Value, ct);
        return projects.Error is { } error ? error.ToProblem() : TypedResults.Ok(metrics.StreamAsync(projects.Value, query.Value, ct));
    }
}
