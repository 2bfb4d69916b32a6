using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.Api;
using Hitl.Dialects.WorkersAi.Application;
using Hitl.Dialects.WorkersAi.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.WorkersAi.Api;

/// <summary>The document's paths, behind the prefix by which the gateway tells dialects apart.</summary>
internal static class TaskEndpoints
{
    private const string Path = "/v1/tasks";

    /// <summary>The credential of the request before: it is never written into an answer.</summary>
    private const string KeyName = "api_key";

    private static readonly Error NotFound = new(ErrorKind.NotFound, "job_not_found", "There is no task with this id.");

    public static void MapTaskEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(WorkersAiErrors.Prefix + Path).WithTags("WorkersAI").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListWorkersAiTasks");
        reads.MapGet("/{id}", GetAsync).WithName("GetWorkersAiTask");

        var writes = app.MapGroup(WorkersAiErrors.Prefix + Path).WithTags("WorkersAI").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateWorkersAiTask");
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, CreateTask create, CancellationToken ct)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable.ToProblem();
        var (request, faults) = TaskRequest.Read(body.Parameters.Value);
        if (request is null) return new Error(ErrorKind.Invalid, "invalid_request", faults!).ToProblem();

        var created = await create.HandleAsync(caller.RequiredAccountId, caller.IsTest, request, ct);
        return created.Error is { } refused ? refused.ToProblem() : Json(StatusCodes.Status201Created, TaskView.Of(created.Value));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, FindTask find, CancellationToken ct) =>
        Guid.TryParseExact(id, "D", out var jobId) && await find.HandleAsync(caller.RequiredAccountId, jobId, ct) is { } task
            ? Json(StatusCodes.Status200OK, TaskView.Of(task))
            : NotFound.ToProblem();

    private static async Task<IResult> ListAsync(HttpContext context, Caller caller, ListTasks list, CancellationToken ct)
    {
        var filter = TaskListQuery.Read(context.Request.Query, caller);
        if (filter.Error is { } faults) return faults.ToProblem();
        var page = await list.HandleAsync(filter.Value, ct);
        if (page.After is { } after) context.Response.Headers.Link = $"<{NextOf(context.Request.Query, after)}>; rel=\"next\"";
        return Json(StatusCodes.Status200OK, new JsonArray([.. page.Tasks.Select(TaskView.Of)]));
    }

    /// <summary>The same list behind a task.</summary>
    private static string NextOf(IQueryCollection query, Guid after)
    {
        var same = query.Where(pair => pair.Key is not (TaskListQuery.After or KeyName)).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        var next = QueryString.Create(same.Append(KeyValuePair.Create<string, string?>(TaskListQuery.After, after.ToString("D", CultureInfo.InvariantCulture))));
        return Path + next.ToUriComponent();
    }

    private static JsonBytes Json(int status, JsonNode value) => new(status, JsonSerializer.SerializeToUtf8Bytes(value, JsonConventions.Options));
}
