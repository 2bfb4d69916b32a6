using Hitl.Metrics.Reads;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Metrics.Api;

/// <summary>What administrators see of the projects of any account.</summary>
internal static class AdminMetricsEndpoints
{
    public static void MapAdminMetricsEndpoints(this IEndpointRouteBuilder app)
    {
        var metrics = app.MapGroup("/v1/admin/metrics").WithTags("Administration").RequireAdmin();
        metrics.MapGet("", GetAsync).WithName("GetMetricsOfAnyAccount");
        metrics.MapGet("/progress", GetProgressAsync).WithName("GetProgress");
    }

    private static async Task<IResult> GetAsync(
        [FromQuery(Name = "period_start_date")] string? start,
        [FromQuery(Name = "period_end_date")] string? end,
        [FromQuery(Name = "period_group_level")] string? level,
        [FromQuery(Name = "project_ids")] string? projectIds,
        MetricsReads metrics,
        TimeProvider time,
        CancellationToken ct)
    {
        var query = MetricsQuery.ReadForAdministrators(start, end, level, projectIds, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (query.Error is { } invalid) return invalid.ToProblem();

        var projects = await metrics.SelectAsync(null, query.Value, ct);
        return projects.Error is { } error ? error.ToProblem() : TypedResults.Ok(metrics.StreamAsync(projects.Value, query.Value, ct));
    }

    private static async Task<IResult> GetProgressAsync(
        [FromQuery(Name = "project_ids")] string? projectIds, ProgressReads progress, CancellationToken ct)
    {
        var projects = MetricsQuery.ReadProjects(projectIds);
        return projects.Error is { } error ? error.ToProblem() : TypedResults.Ok(await progress.OfAsync(projects.Value, ct));
    }
}
