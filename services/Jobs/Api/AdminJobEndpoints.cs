using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Jobs.Api;

/// <summary>The administrators' side: every account's jobs.</summary>
internal static class AdminJobEndpoints
{
    public static void MapAdminJobEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup("/v1/admin/jobs").WithTags("Administration").RequireAdmin();
        reads.MapGet("", List).WithName("SearchJobs");
        reads.MapGet("/requeue/{project}", CountStoppedAsync).WithName("CountStoppedJobs");
        reads.MapGet("/{job}", GetAsync).WithName("GetJobOfAnyAccount");
        reads.MapGet("/{job}/predictions", GetPredictionsAsync).WithName("GetPredictionsOfAnyAccount");

        var writes = app.MapGroup("/v1/admin/jobs").WithTags("Administration").RequireAdmin().WithUnitOfWork().WithAudit();
        writes.MapPost("/{job}/error", StopAsync).WithName("StopJob");
        writes.MapPost("/{job}/requeue", RequeueAsync).WithName("RequeueJob");
        writes.MapPost("/requeue/{project}", RequeueAllAsync).WithName("RequeueJobs");
    }

    private static IResult List(JobLists lists, HttpRequest request)
    {
        var query = JobListQuery.ReadForAdministrators(request.Query);
        return query.Error is { } faults ? faults.ToProblem() : new JobListResult.PageOfItems(lists, query.Value.Filter, query.Value.Page);
    }

    private static async Task<IResult> GetAsync(PathId job, JobReads reads, CancellationToken ct) =>
        await reads.FindForAdministratorsAsync(job.Value, ct) is { } view
            ? new JsonBytes(StatusCodes.Status200OK, view.Json)
            : JobErrors.JobNotFound.ToProblem();

    private static async Task<IResult> GetPredictionsAsync(PathId job, JobReads reads, CancellationToken ct) =>
        await reads.GetPredictionsAsync(null, job.Value, ct) is { } json
            ? new JsonBytes(StatusCodes.Status200OK, json)
            : JobErrors.JobNotFound.ToProblem();

    private static async Task<IResult> StopAsync(
        PathId job, Body<StopJobRequest> body, FailJobs fail, UnitOfWork work, JobReads reads, CancellationToken ct)
    {
        var stopped = await fail.HandleAsync(job.Value, body.Value.Message!, ct);
        return stopped.Error is { } refused ? refused.ToProblem() : await ShowAsync(job.Value, work, reads, ct);
    }

    private static async Task<IResult> RequeueAsync(PathId job, RequeueJob requeue, UnitOfWork work, JobReads reads, CancellationToken ct)
    {
        var requeued = await requeue.HandleAsync(job.Value, ct);
        return requeued.Error is { } refused ? refused.ToProblem() : await ShowAsync(job.Value, work, reads, ct);
    }

    private static async Task<IResult> CountStoppedAsync(PathId project, StoppedJobs stopped, CancellationToken ct) =>
        TypedResults.Ok(await stopped.CountAsync(project.Value, ct));

    private static async Task<IResult> RequeueAllAsync(PathId project, Body<RequeueJobsRequest> body, RequeueJobs requeue, CancellationToken ct)
    {
        var after = Cursor.Read(body.Value.Cursor);
        if (after.Error is { } error) return error.ToProblem();
        var (count, last) = await requeue.HandleAsync(project.Value, after.Value, ct);
        return TypedResults.Ok(new RequeueJobsResponse(count, last is { } id ? Cursor.Of(id) : null));
    }

    private static async Task<IResult> ShowAsync(Guid jobId, UnitOfWork work, JobReads reads, CancellationToken ct) =>
        new JsonBytes(StatusCodes.Status200OK, (await reads.ReadWithinAsync(work, jobId, ct, JobParts.Material | JobParts.Administration)).Json);
}
