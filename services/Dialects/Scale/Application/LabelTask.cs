using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Scale.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Changes by what a client knows its task; Jobs keeps it.</summary>
internal sealed class LabelTask(FindTask find, IDialectJobsClient jobs)
{
    public static LabelJob MetadataOf(JsonObject metadata) => new() { Metadata = JsonSerializer.SerializeToElement(metadata) };

    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string taskId, LabelJob change, CancellationToken ct)
    {
        if (await find.HandleAsync(accountId, taskId, ct) is not { } job) return TaskErrors.NotFound;
        if (job.Tags.Union(change.AddedTags, StringComparer.Ordinal).Count() > TaskRequest.TagsMax && change.AddedTags.Count > 0) return TaskErrors.TooManyTags;

        var outcome = await jobs.LabelAsync(accountId, job.JobId, change, ct);
        if (outcome is null) return TaskErrors.NotFound;
        return outcome.Job is { } labeled ? labeled : TaskErrors.UniqueIdTaken(change.UniqueId, outcome.Refusal!);
    }
}
