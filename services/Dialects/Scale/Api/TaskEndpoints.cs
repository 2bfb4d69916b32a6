using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Api;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Application;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>The document's paths, behind the prefix by which the gateway tells dialects apart.</summary>
internal static class TaskEndpoints
{
    public static void MapTaskEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(ScaleErrors.Prefix + "/v1").WithTags("Scale").RequireAccount();
        reads.MapGet("/task/{id}", GetAsync).WithName("GetScaleTask");
        reads.MapGet("/tasks", ListAsync).WithName("ListScaleTasks");

        var writes = app.MapGroup(ScaleErrors.Prefix + "/v1").WithTags("Scale").RequireAccount().WithUnitOfWork();
        writes.MapPost("/task/{type}", CreateAsync).WithName("CreateScaleTask");
        writes.MapPost("/task/{id}/cancel", CancelAsync).WithName("CancelScaleTask");
    }

    private static async Task<IResult> CreateAsync(string type, LooseBody body, Caller caller, CreateTask create, CancellationToken ct)
    {
        if (TaskKind.Find(type) is not { } kind) return TaskErrors.NoSuchType(type).ToProblem();
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();

        var (request, faults) = TaskRequest.Read(kind, body.Parameters.Value);
        if (request is null) return TaskErrors.Invalid(faults!).ToProblem();
        return Show(await create.HandleAsync(caller.RequiredAccountId, caller.IsTest, request, ct));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, FindTask find, CancellationToken ct) =>
        await find.AnsweredAsync(caller.RequiredAccountId, id, ct) is { } task ? Json(TaskView.Of(task)) : TaskErrors.NotFound.ToProblem();

    private static async Task<IResult> CancelAsync(string id, Caller caller, CancelTask cancel, CancellationToken ct)
    {
        var canceled = await cancel.HandleAsync(caller.RequiredAccountId, id, ct);
        // The document's own status for it.
        return canceled.Error is { Kind: ErrorKind.Conflict } ended ? new ServerErrorResult(ended) : Show(canceled);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, ListTasks list, CancellationToken ct)
    {
        var filter = new TaskListQuery(request.Query).Read(caller);
        return filter.Error is { } faults ? faults.ToProblem() : Json(await list.HandleAsync(filter.Value, ct));
    }

    private static IResult Show(Result<JobRecord> task) => task.Error is { } refused ? refused.ToProblem() : Json(TaskView.Of(task.Value));

    /// <summary>200 for all that goes well, creations too: the official client takes anything else for a failure.</summary>
    private static JsonBytes Json(JsonObject value) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(value, JsonConventions.Options));
}
