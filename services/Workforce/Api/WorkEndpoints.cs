using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Application;
using Hitl.Workforce.Domain;
using Hitl.Workforce.Reads;

namespace Hitl.Workforce.Api;

/// <summary>What annotators do.</summary>
internal static class WorkEndpoints
{
    public static void MapWorkEndpoints(this IEndpointRouteBuilder app)
    {
        var work = app.MapGroup("/v1/work").WithTags("Work").RequireAnnotator();
        work.MapGet("/projects", ListProjectsAsync).WithName("ListWorkProjects");
        work.MapGet("/history", ListHistoryAsync).WithName("ListWorkHistory");
        work.MapGet("/assignments/{id}", GetAsync).WithName("GetAssignment");

        var acts = work.MapGroup("").WithUnitOfWork();
        acts.MapPost("/next", ClaimAsync).WithName("ClaimNext");
        acts.MapPut("/assignments/{id}/draft", SaveDraftAsync).WithName("SaveDraft");
        acts.MapPost("/assignments/{id}/heartbeat", RenewAsync).WithName("RenewLease");
        acts.MapPost("/assignments/{id}/submit", SubmitAsync).WithName("SubmitWork");
        acts.MapPost("/assignments/{id}/undo", UndoAsync).WithName("UndoWork");
        acts.MapPost("/assignments/{id}/correct", CorrectAsync).WithName("CorrectWork");
        acts.MapPost("/assignments/{id}/skip", SkipAsync).WithName("SkipWork");
        acts.MapPost("/assignments/{id}/release", ReleaseAsync).WithName("ReleaseWork");
        acts.MapPost("/assignments/{id}/problem", ReportAsync).WithName("ReportProblem");
    }

    /// <summary>A plain list, as native-api.md prints it.</summary>
    private static async Task<IResult> ListProjectsAsync(Caller caller, WorkReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListProjectsAsync(caller.RequiredAnnotatorId, ct));

    private static async Task<IResult> ListHistoryAsync(string? limit, string? cursor, Caller caller, WorkReads reads, CancellationToken ct)
    {
        var page = PageRequest.Read(limit, cursor);
        return page.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListHistoryAsync(caller.RequiredAnnotatorId, page.Value, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, Caller caller, AssignmentReads reads, CancellationToken ct) =>
        await reads.FindAsync(id.Value, caller.RequiredAnnotatorId, ct) is { } assignment
            ? TypedResults.Ok(assignment)
            : WorkforceErrors.NoSuchAssignment.ToProblem();

    private static async Task<IResult> ClaimAsync(
        Body<NextRequest> body, Caller caller, ClaimNextHandler handler, UnitOfWork work, AssignmentReads reads, CancellationToken ct)
    {
        var annotatorId = caller.RequiredAnnotatorId;
        var claimed = await handler.HandleAsync(new ClaimNext(annotatorId, body.Value.ProjectId, body.Value.AheadOf), ct);
        if (claimed.Error is { } error) return error.ToProblem();
        if (claimed.Value is not { } assignmentId) return TypedResults.NoContent();

        // Durable before Jobs is asked for the predictions: should it not answer, the next call gives this assignment again.
        await work.CommitAsync(ct);
        return TypedResults.Ok(await reads.FindAsync(assignmentId, annotatorId, ct));
    }

    private static async Task<IResult> SaveDraftAsync(
        PathId id, Body<AnnotationsRequest> body, Caller caller, SaveDraftHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(
            new SaveDraft(id.Value, caller.RequiredAnnotatorId, body.Value.Version!.Value, body.Value.Annotations!.Value.ToString()), ct));

    private static async Task<IResult> RenewAsync(PathId id, Caller caller, RenewLeaseHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new RenewLease(id.Value, caller.RequiredAnnotatorId), ct));

    private static async Task<IResult> SubmitAsync(
        PathId id, Body<SubmitRequest> body, Caller caller, SubmitWorkHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(
            new SubmitWork(
                id.Value, caller.RequiredAnnotatorId, body.Value.Version!.Value, body.Value.Annotations!.Value.ToString(), body.Value.Comment), ct));

    private static async Task<IResult> UndoAsync(PathId id, Caller caller, UndoWorkHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new UndoWork(id.Value, caller.RequiredAnnotatorId), ct));

    private static async Task<IResult> CorrectAsync(
        PathId id, Body<SubmitRequest> body, Caller caller, CorrectWorkHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(
            new CorrectWork(
                id.Value, caller.RequiredAnnotatorId, body.Value.Version!.Value, body.Value.Annotations!.Value.ToString(), body.Value.Comment), ct));

    private static async Task<IResult> SkipAsync(
        PathId id, Body<SkipRequest> body, Caller caller, SkipWorkHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new SkipWork(id.Value, caller.RequiredAnnotatorId, body.Value.Reason!), ct));

    private static async Task<IResult> ReleaseAsync(PathId id, Caller caller, ReleaseWorkHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new ReleaseWork(id.Value, caller.RequiredAnnotatorId), ct));

    private static async Task<IResult> ReportAsync(
        PathId id, Body<ProblemRequest> body, Caller caller, ReportProblemHandler handler, CancellationToken ct) =>
        Answer(await handler.HandleAsync(new ReportProblem(id.Value, caller.RequiredAnnotatorId, body.Value.Message!), ct));

    private static IResult Answer(Result<Assignment> outcome) =>
        outcome.Error is { } error ? error.ToProblem() : TypedResults.Ok(AssignmentStateResponse.Of(outcome.Value));
}
