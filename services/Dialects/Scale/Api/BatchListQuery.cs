using Hitl.Contracts.Jobs;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Which batches a list is to show. None is ever archived here, so that <c>exclude_archived</c> does not matter.</summary>
internal sealed class BatchListQuery(IQueryCollection query) : ListQuery(query)
{
    private const int LimitMax = 100;
    private const int OffsetMax = 1_000_000;

    public Result<BatchFilter> Read(Caller caller)
    {
        var filter = new FindBatches
        {
            AccountId = caller.RequiredAccountId,
            Dialect = ScaleDialect.Name,
            IsTest = caller.IsTest,
            Status = Status(),
            CreatedAfter = From("start_time"),
            CreatedBefore = Until("end_time"),
            Limit = Integer("limit", 1, LimitMax) ?? LimitMax,
            Offset = Integer("offset", 0, OffsetMax) ?? 0,
        };
        return Faults is { } faults ? TaskErrors.Invalid(faults) : new BatchFilter(filter, Text("project"));
    }

    private BatchStatus? Status()
    {
        switch (Text("status"))
        {
            case null: return null;
            case "staging": return BatchStatus.Staging;
            case "in_progress": return BatchStatus.InProgress;
            case "completed": return BatchStatus.Completed;
            default:
                Refuse("status must be one of staging, in_progress, completed.");
                return null;
        }
    }
}
