using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;
using Microsoft.AspNetCore.Mvc;

namespace Hitl.Workforce.Api;

/// <summary>What administrators see of the work on a job.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissionEndpoints(this IEndpointRouteBuilder app) =>
        app.MapGet("/v1/admin/submissions", FindAsync).WithName("ListSubmissions").WithTags("Administration").RequireAdmin();

    // The job is a parameter and not a part of the path: what lies under /v1/admin/jobs belongs to Jobs.
    private static async Task<IResult> FindAsync(
        [FromQuery(Name = "job_id")] PathId? jobId, SubmissionReads reads, CancellationToken ct) =>
        await reads.FindAsync(jobId?.Value ?? Guid.Empty, ct) is { } submissions ? TypedResults.Ok(submissions) : ReviewErrors.NoSuchJob.ToProblem();
}
