using Hitl.Dialects.Api;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Application;
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
        writes.MapLabelEndpoints();
        writes.MapPost("/task/{id}/cancel", CancelAsync).WithName("CancelScaleTask");
    }

    private static async Task<IResult> CreateAsync(string type, LooseBody body, Caller caller, CreateTask create, CancellationToken ct)
    {
        if (TaskKind.Find(type) is not { } kind) return TaskErrors.NoSuchType(type).ToProblem();
        return body.Parameters.Error is { } unreadable
            ? unreadable.ToProblem()
            : ScaleAnswers.Show(await create.HandleAsync(caller.RequiredAccountId, caller.IsTest, kind, body.Parameters.Value, ct));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, FindTask find, CancellationToken ct) =>
        await find.AnsweredAsync(caller.RequiredAccountId, id, ct) is { } task ? ScaleAnswers.Json(TaskView.Of(task)) : TaskErrors.NotFound.ToProblem();

    private static async Task<IResult> CancelAsync(string id, HttpRequest request, Caller caller, CancelTask cancel, CancellationToken ct)
    {
        var clearsUniqueId = request.Query["clear_unique_id"].LastOrDefault() is "true" or "True" or "1";
        var canceled = await cancel.HandleAsync(caller.RequiredAccountId, id, clearsUniqueId, ct);
        // The document's own status for it.
        return canceled.Error is { Kind: ErrorKind.Conflict } ended ? new ServerErrorResult(ended) : ScaleAnswers.Show(canceled);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, ListTasks list, CancellationToken ct)
    {
        var filter = new TaskListQuery(request.Query).Read(caller);
        return filter.Error is { } faults
            ? faults.ToProblem()
            : ScaleAnswers.Json(await list.HandleAsync(filter.Value, ct));
    }
}
