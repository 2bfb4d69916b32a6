using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Which batches a list shows.</summary>
/// <param name="Filter">Without the project.</param>
/// <param name="Project">By name; null: of any.</param>
internal sealed record BatchFilter(FindBatches Filter, string? Project);

/// <summary>Finds batches; a key those of its own mode.</summary>
internal sealed class FindBatch(IBatchesClient batches, FindProject projects)
{
    /// <summary>Null when there is none.</summary>
    public async Task<BatchRecord?> HandleAsync(Guid accountId, bool isTest, string name, CancellationToken ct, bool withCounts = false) =>
        (await batches.FindAsync(
            new FindBatches { AccountId = accountId, Dialect = ScaleDialect.Name, IsTest = isTest, Name = name, WithCounts = withCounts, Limit = 1 }, ct)).Batches is [var batch]
            ? batch
            : null;

    public async Task<JsonObject> ListAsync(BatchFilter filter, CancellationToken ct)
    {
        var question = filter.Filter;
        var project = filter.Project is { } name ? await projects.HandleAsync(question.AccountId, name, ct) : null;
        var page = filter.Project is not null && project is null ? new FoundBatches([], 0) : await batches.FindAsync(question with { ProjectId = project?.ProjectId }, ct);
        return new JsonObject
        {
            ["docs"] = new JsonArray([.. page.Batches.Select(BatchView.Of)]),
            ["totalDocs"] = page.Total,
            ["limit"] = question.Limit,
            ["offset"] = question.Offset,
            ["has_more"] = question.Offset + page.Batches.Count < page.Total,
        };
    }
}
