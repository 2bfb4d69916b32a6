using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>What reviewers do. That they are reviewers is asked behind a lock of their own row, not read from the session.</summary>
internal static class ReviewEndpoints
{
    public static void MapReviewEndpoints(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/v1/work/reviews").WithTags("Reviews").RequireAnnotator();
        reviews.MapGet("", ListAsync).WithName("ListReviews");
        reviews.MapGet("/{id}", GetAsync).WithName("GetReview");

        var acts = reviews.MapGroup("").WithUnitOfWork();
        acts.MapPost("/next", ClaimAsync).WithName("ClaimReview");
        acts.MapPut("/{id}/draft", SaveDraftAsync).WithName("SaveReviewDraft");
        acts.MapPost("/{id}/heartbeat", RenewAsync).WithName("RenewReview");
        acts.MapPost("/{id}/accept", AcceptAsync).WithName("AcceptReview");
        acts.MapPost("/{id}/fix", FixAsync).WithName("FixReview");
        acts.MapPost("/{id}/return", ReturnAsync).WithName("ReturnReview");
        acts.MapPost("/{id}/release", ReleaseAsync).WithName("ReleaseReview");
    }

    private static async Task<IResult> ListAsync(string? limit, string? cursor, Caller caller, ReviewReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(caller.RequiredAnnotatorId, page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, Caller caller, ReviewReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, caller.RequiredAnnotatorId, ct) is { } review
            ? TypedResults.Ok(review)
            : ReviewErrors.NoSuchReview.ToProblem();

    private static async Task<IResult> ClaimAsync(
        Body<ClaimRequest> body, Caller caller, ClaimReviewHandler handler, UnitOfWork work, ReviewReads reads, CancellationToken ct)
    {
        var reviewerId = caller.RequiredAnnotatorId;
        var claimed = await handler.HandleAsync(new ClaimReview(reviewerId, body.Value.ProjectId), ct);
        if (claimed.Error is { } error) return error.ToProblem();
        if (claimed.Value is not { } reviewId) return TypedResults.NoContent();

        // Durable before Jobs is asked for the predictions: should it not answer, the next call gives this review again.
        await work.CommitAsync(ct);
        return TypedResults.Ok(await reads.FindAsync(reviewId, reviewerId, ct));
    }

    private static async Task<IResult> SaveDraftAsync(
        PathId id, Body<AnnotationsRequest> body, Caller caller, SaveReviewDraftHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(
            new SaveReviewDraft(id.Value, caller.RequiredAnnotatorId, body.Value.Version!.Value, body.Value.Annotations!.Value.ToString()), ct));

    private static async Task<IResult> RenewAsync(PathId id, Caller caller, RenewReviewHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new RenewReview(id.Value, caller.RequiredAnnotatorId), ct));

    private static async Task<IResult> AcceptAsync(
        PathId id, Body<AcceptReviewRequest> body, Caller caller, AcceptReviewHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(
            new AcceptReview(id.Value, caller.RequiredAnnotatorId, body.Value.Version!.Value, body.Value.Comment), ct));

    private static async Task<IResult> FixAsync(
        PathId id, Body<FixReviewRequest> body, Caller caller, FixReviewHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var command = new FixReview(id.Value, caller.RequiredAnnotatorId, request.Version!.Value, request.Annotations!.Value.ToString(), request.Comment!);
        return Answer(await handler.HandleAsync(command, ct));
    }

    private static async Task<IResult> ReturnAsync(
        PathId id, Body<ReturnReviewRequest> body, Caller caller, ReturnReviewHandler handler, CancellationToken ct)
    {
        var request = body.Value;
        var command = new ReturnReview(
            id.Value, caller.RequiredAnnotatorId, request.Version!.Value, request.Comment!, request.To, request.AssignmentIds);
        return Answer(await handler.HandleAsync(command, ct));
    }

    private static async Task<IResult> ReleaseAsync(PathId id, Caller caller, ReleaseReviewHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new ReleaseReview(id.Value, caller.RequiredAnnotatorId), ct));

    private static IResult Answer(Result<Review> outcome) =>
        outcome.Error is { } error ? error.ToProblem() : TypedResults.Ok(ReviewStateResponse.Of(outcome.Value));
}
