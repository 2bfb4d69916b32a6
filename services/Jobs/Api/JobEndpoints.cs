using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Hosting;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Hitl.Jobs.Api;

/// <summary>The clients' side: what humans-in-the-loop.md prints, and additions to it.</summary>
internal static class JobEndpoints
{
    public static void MapJobEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup("/v1/jobs").WithTags("Jobs").RequireAccount();
        reads.MapGet("/{project}", ListAsync).WithName("ListJobs");
        reads.MapGet("/{project}/{job}", GetAsync).WithName("GetJob");
        reads.MapGet("/{project}/{job}/predictions", GetPredictionsAsync).WithName("GetJobPredictions");

        var writes = app.MapGroup("/v1/jobs").WithTags("Jobs").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateEndpoints.CreateAsync).WithName("CreateJob");
        writes.MapPost("/bulk", CreateEndpoints.CreateManyAsync).WithName("CreateJobs");
        writes.MapDelete("/{project}/{job}", CancelAsync).WithName("CancelJob");

        var questions = app.MapGroup("/internal/jobs").RequireService().ExcludeFromDescription();
        questions.MapGet("/{job}", GetForServiceAsync).WithName("GetJobForService");
        questions.MapGet("/{job}/predictions", GetPredictionsForServiceAsync).WithName("GetPredictionsForService");
    }

    private static async Task<IResult> GetAsync(
        PathId project, PathId job, Caller caller, JobReads reads, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        if (await FindAsync(project, job, caller, reads, ct) is not { } view) return JobErrors.JobNotFound.ToProblem();
        response.Headers.ETag = view.ETag;
        return request.Headers.IfNoneMatch.Contains(view.ETag, StringComparer.Ordinal)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new JsonBytes(StatusCodes.Status200OK, view.Json);
    }

    private static async Task<IResult> GetPredictionsAsync(PathId project, PathId job, Caller caller, JobReads reads, CancellationToken ct)
    {
        if (await FindAsync(project, job, caller, reads, ct) is null) return JobErrors.JobNotFound.ToProblem();
        return await PredictionsAsync(caller.RequiredAccountId, job.Value, reads, ct);
    }

    /// <summary>See <see cref="IJobsClient.GetDocumentAsync"/>.</summary>
    private static async Task<IResult> GetForServiceAsync(PathId job, JobReads reads, CancellationToken ct) =>
        await reads.FindAsync(job.Value, ct) is { } view
            ? new JsonBytes(StatusCodes.Status200OK, (byte[])[.. "{\"job\":"u8, .. view.Json, (byte)'}'])
            : JobErrors.JobNotFound.ToProblem();

    private static Task<IResult> GetPredictionsForServiceAsync(PathId job, JobReads reads, CancellationToken ct) =>
        PredictionsAsync(null, job.Value, reads, ct);

    private static async Task<IResult> ListAsync(
        PathId project, Caller caller, FindProject projects, JobLists lists, IOptions<PublicOptions> options, HttpRequest request, CancellationToken ct)
    {
        var query = JobListQuery.Read(request.Query);
        if (query.Error is { } faults) return faults.ToProblem();
        if ((await projects.OwnedAsync(caller.RequiredAccountId, project.Value, ct)).Error is { } refused) return refused.ToProblem();

        var filter = query.Value.Filter with { AccountId = caller.RequiredAccountId, ProjectId = project.Value };
        return query.Value.IsPaged
            ? new JobListResult.PageOfArray(lists, filter, query.Value.Page, $"{options.Value.PublicUrl.TrimEnd('/')}{request.Path}", request.Query)
            : new JobListResult.WholeArray(lists, filter);
    }

    private static async Task<IResult> CancelAsync(
        PathId project, PathId job, Caller caller, CancelJob cancel, UnitOfWork work, JobReads reads, CancellationToken ct)
    {
        var canceled = await cancel.HandleAsync(caller.RequiredAccountId, project.Value, job.Value, ct);
        if (canceled.Error is { } refused) return refused.ToProblem();

        var view = await reads.ReadWithinAsync(work, job.Value, ct);
        // The document says: a list.
        return new JsonBytes(StatusCodes.Status200OK, (byte[])[(byte)'[', .. view.Json, (byte)']']);
    }

    private static Task<JobView?> FindAsync(PathId project, PathId job, Caller caller, JobReads reads, CancellationToken ct) =>
        reads.GetAsync(caller.RequiredAccountId, project.Value, job.Value, ct);

    private static async Task<IResult> PredictionsAsync(Guid? accountId, Guid jobId, JobReads reads, CancellationToken ct) =>
        await reads.GetPredictionsAsync(accountId, jobId, ct) is { } json
            ? new JsonBytes(StatusCodes.Status200OK, json)
            : JobErrors.JobNotFound.ToProblem();
}
