using Hitl.Contracts.Jobs;
using Hitl.Dialects.Api;
using Hitl.Dialects.HitlSh.Application;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>The document's reviews, behind the prefix by which the gateway tells dialects apart.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviewEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(HitlShErrors.Prefix + "/v1/reviews").WithTags("HITL.sh").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListHitlShReviews");
        reads.MapGet("/{id}", GetAsync).WithName("GetHitlShReview");

        var writes = app.MapGroup(HitlShErrors.Prefix + "/v1/reviews").WithTags("HITL.sh").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateHitlShReview");
        writes.MapPatch("/{id}", ReviseAsync).WithName("ReviseHitlShReview");
        writes.MapDelete("/{id}", CancelAsync).WithName("CancelHitlShReview");
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, CreateReview create, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var given = new GivenMembers(body.Parameters.Value);
        if (ReviewRequest.Read(given) is not { } request) return InvalidRequest.Of(given.Faults).ToProblem();
        var created = await create.HandleAsync(caller.RequiredAccountId, caller.IsTest, request, ct);
        // The document shows a review that was just created as that, whoever it is for.
        return created.Error is { } refused ? refused.ToProblem() : envelope.Created(ReviewView.Of(created.Value, ReviewStatus.Created));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, FindReview find, Envelope envelope, CancellationToken ct) =>
        Show(await find.HandleAsync(caller.RequiredAccountId, id, ct), envelope);

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, IDialectJobsClient jobs, Envelope envelope, CancellationToken ct)
    {
        var filter = new ReviewListQuery(request.Query).Read(caller);
        if (filter.Error is { } faults) return faults.ToProblem();
        var page = await jobs.FindAsync(filter.Value, ct);
        return envelope.Page(page.Jobs.Select(job => ReviewView.Of(job)), filter.Value.Limit, page.HasMore ? Cursor.Of(page.Jobs[^1].JobId) : null);
    }

    private static async Task<IResult> ReviseAsync(string id, LooseBody body, Caller caller, ReviseReview revise, Envelope envelope, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var given = new GivenMembers(body.Parameters.Value);
        return ReviewRequest.ReadChange(given) is var (change, team)
            ? Show(await revise.HandleAsync(caller.RequiredAccountId, id, change, team, ct), envelope)
            : InvalidRequest.Of(given.Faults).ToProblem();
    }

    private static async Task<IResult> CancelAsync(string id, Caller caller, CancelReview cancel, Envelope envelope, CancellationToken ct) =>
        Show(await cancel.HandleAsync(caller.RequiredAccountId, id, ct), envelope);

    private static IResult Show(Result<JobRecord> review, Envelope envelope) =>
        review.Error is { } refused ? refused.ToProblem() : envelope.Ok(ReviewView.Of(review.Value));
}
