using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Scale's batch object, and its answer about the status of one.</summary>
internal static class BatchView
{
    public static JsonObject Of(BatchRecord batch)
    {
        var shown = new JsonObject { ["name"] = batch.Name, ["status"] = WordOf(batch.Status), ["created_at"] = ScaleTime.Of(batch.CreatedAt) };
        foreach (var (name, value) in Answers.Copy(batch.Data)!.AsObject()) shown[name] = value?.DeepClone();
        if (batch.CompletedAt is { } completedAt) shown["completed_at"] = ScaleTime.Of(completedAt);
        return shown;
    }

    /// <summary>How many tasks are in each status, without those that none is in.</summary>
    public static JsonObject StatusOf(BatchRecord batch)
    {
        var shown = new JsonObject { ["status"] = WordOf(batch.Status) };
        foreach (var group in (batch.Counts ?? new Dictionary<JobStatus, long>()).GroupBy(count => TaskView.StatusOf(count.Key), count => count.Value, StringComparer.Ordinal))
            shown[group.Key] = group.Sum();
        return shown;
    }

    private static string WordOf(BatchStatus status) => status switch
    {
        BatchStatus.Staging => "staging",
        BatchStatus.InProgress => "in_progress",
        BatchStatus.Completed => "completed",
    };
}
