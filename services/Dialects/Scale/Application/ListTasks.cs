using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Which tasks a list shows.</summary>
/// <param name="Filter">Without the client's own ids and the project.</param>
/// <param name="UniqueIds">Any of them; empty: it does not matter.</param>
/// <param name="Project">By name; null: of any.</param>
/// <param name="IsLimited">Whether little is shown of each.</param>
internal sealed record TaskFilter(FindJobs Filter, IReadOnlyList<string> UniqueIds, string? Project, bool IsLimited);

/// <summary>A page of tasks, newest first, as the document prints it.</summary>
internal sealed class ListTasks(IDialectJobsClient jobs, FindProject projects)
{
    public async Task<JsonObject> HandleAsync(TaskFilter filter, CancellationToken ct)
    {
        var page = await FindAsync(filter, ct);
        var list = new JsonObject
        {
            ["docs"] = new JsonArray([.. page.Jobs.Select(job => filter.IsLimited ? TaskView.LimitedOf(job) : TaskView.Of(job))]),
            ["total"] = page.Total,
            ["limit"] = filter.Filter.Limit,
            ["offset"] = filter.Filter.Offset,
            ["has_more"] = page.HasMore,
        };
        if (page.HasMore) list["next_token"] = PageToken.After(page.Jobs[^1].JobId);
        return list;
    }

    private async Task<FoundJobs> FindAsync(TaskFilter filter, CancellationToken ct)
    {
        if (filter.Project is { } name)
        {
            if (await projects.HandleAsync(filter.Filter.AccountId, name, ct) is not { } project) return new FoundJobs([], false, 0);
            filter = filter with { Filter = filter.Filter with { ProjectId = project.ProjectId } };
        }

        return filter.UniqueIds.Count > 1
            ? await FindEachAsync(filter, ct)
            : await jobs.FindAsync(filter.Filter with { UniqueId = filter.UniqueIds is [var uniqueId] ? uniqueId : null }, ct);
    }

    /// <summary>Each id names one task at most: so many questions are a list.</summary>
    private async Task<FoundJobs> FindEachAsync(TaskFilter filter, CancellationToken ct)
    {
        var found = new List<JobRecord>();
        foreach (var uniqueId in filter.UniqueIds.Distinct(StringComparer.Ordinal))
        {
            var one = await jobs.FindAsync(filter.Filter with { UniqueId = uniqueId, Offset = 0, Limit = 1, WithTotal = false }, ct);
            found.AddRange(one.Jobs);
        }

        var page = found.OrderByDescending(job => job.CreatedAt).Skip(filter.Filter.Offset).Take(filter.Filter.Limit).ToList();
        return new FoundJobs(page, filter.Filter.Offset + page.Count < found.Count, found.Count);
    }
}

/// <summary>Where a page ended, as clients carry it to the next one.</summary>
internal static class PageToken
{
    public static string After(Guid jobId) => Convert.ToHexStringLower(jobId.ToByteArray(bigEndian: true));

    public static Guid? Read(string token) => Guid.TryParseExact(token, "N", out var jobId) ? jobId : null;
}
