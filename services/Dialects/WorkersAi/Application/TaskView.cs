using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>A job as the document's task object.</summary>
internal static class TaskView
{
    public static JsonObject Of(JobRecord job)
    {
        var data = TaskData.Read(job.Data!.Value);
        var task = new JsonObject
        {
            ["external_id"] = job.JobId.ToString(),
            ["task_type"] = data.TaskType,
            ["callback_url"] = data.CallbackUrl,
            ["instruction"] = data.Instruction,
            ["params"] = Answers.Copy(data.Params),
        };
        // The printed objects have none: a task has it only where its client gave it.
        if (job.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.EnumerateObject().Any()) task["metadata"] = Answers.Copy(metadata);
        task["response"] = ResponseOf(job, data);
        return task;
    }

    public static JsonObject CallbackOf(JobRecord job)
    {
        var data = TaskData.Read(job.Data!.Value);
        return new JsonObject
        {
            ["task_type"] = data.TaskType,
            ["external_id"] = job.JobId.ToString(),
            ["params"] = Answers.Copy(data.Params),
            ["response"] = ResponseOf(job, data),
        };
    }

    /// <summary>A task has no status: how it ended without an answer is told in its response.</summary>
    private static JsonObject ResponseOf(JobRecord job, TaskData data) => job.Status switch
    {
        JobStatus.Canceled => new JsonObject { ["error"] = "The task was canceled." },
        JobStatus.Expired => new JsonObject { ["error"] = "The task was not done in its time." },
        _ => TaskAnswers.ResponseOf(job, data.Params) ?? [],
    };
}
