using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Which tasks a list is to show.</summary>
internal sealed class TaskListQuery(IQueryCollection query) : ListQuery(query)
{
    private const int LimitMax = 100;
    private const int OffsetMax = 1_000_000;
    private const int UniqueIdsMax = 100;

    public Result<TaskFilter> Read(Caller caller)
    {
        var filter = new FindJobs
        {
            AccountId = caller.RequiredAccountId,
            Dialect = ScaleDialect.Name,
            // Each mode has its own tasks: a test key lists none that people answer.
            IsTest = caller.IsTest,
            Type = TypeOf(Text("type")),
            Batch = Text("batch"),
            Statuses = Statuses(),
            Tags = Texts("tags"),
            CreatedAfter = From("start_time"),
            CreatedBefore = Until("end_time"),
            FinishedAfter = From("completed_after"),
            FinishedBefore = Until("completed_before"),
            UpdatedAfter = From("updated_after"),
            UpdatedBefore = Until("updated_before"),
            Limit = Integer("limit", 1, LimitMax) ?? LimitMax,
            Offset = Integer("offset", 0, OffsetMax) ?? 0,
            After = Token(),
            WithTotal = true,
        };
        var uniqueIds = Texts("unique_id");
        if (uniqueIds.Count > UniqueIdsMax) Refuse($"unique_id may be given {UniqueIdsMax} times at most.");
        // Behind a page there is nothing to pass over.
        if (filter.After is not null) filter = filter with { Offset = 0 };
        return Faults is { } faults ? TaskErrors.Invalid(faults) : new TaskFilter(filter, uniqueIds, Text("project"), Flag("limited_response"));
    }

    /// <summary>The name of the path is that of no task.</summary>
    private static string? TypeOf(string? type) => type is not null && TaskKind.Find(type) is { } kind ? kind.Name : type;

    private IReadOnlyList<JobStatus> Statuses()
    {
        switch (Text("status"))
        {
            case null: return [];
            case "pending": return [JobStatus.New, JobStatus.Progress];
            case "completed": return [JobStatus.Done];
            case "canceled": return [JobStatus.Canceled, JobStatus.Expired];
            case "error": return [JobStatus.Error];
            default:
                Refuse("status must be one of completed, pending, canceled, error.");
                return [];
        }
    }

    private Guid? Token()
    {
        if (Text("next_token") is not { } token) return null;
        if (PageToken.Read(token) is { } after) return after;
        Refuse("next_token must be that of an earlier page.");
        return null;
    }
}
