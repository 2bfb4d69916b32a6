using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Application;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>A job as Scale's task object. What a task does not have yet is left out, as the document prints it.</summary>
internal static class TaskView
{
    public static JsonObject Of(JobRecord job)
    {
        var data = job.Data ?? throw new InvalidOperationException($"Job {job.JobId} of Scale's dialect has no data.");
        var kind = TaskAnswers.KindOf(job);
        var parameters = TaskData.ParamsOf(data);
        var task = new JsonObject
        {
            ["task_id"] = TaskId.Of(job.JobId),
            ["created_at"] = ScaleTime.Of(job.CreatedAt),
            ["callback_url"] = TaskData.CallbackUrlOf(data),
            ["type"] = kind.Name,
            ["status"] = StatusOf(job.Status),
        };
        if (TaskData.InstructionOf(data) is { } instruction) task["instruction"] = instruction;
        task["urgency"] = TaskData.UrgencyOf(data);
        foreach (var name in kind.ShownBesideParams)
        {
            if (parameters.Member(name) is { } beside) task[name] = Answers.Copy(beside);
        }

        task["params"] = Answers.Copy(parameters);
        if (TaskData.ProjectOf(data) is { } project) task["project"] = project;
        if (TaskData.BatchOf(data) is { } batch) task["batch"] = batch;
        if (job.IsTest) task["is_test"] = true;
        if (job.UniqueId is { } uniqueId) task["unique_id"] = uniqueId;
        if (job.Tags.Count > 0) task["tags"] = new JsonArray([.. job.Tags.Select(tag => JsonValue.Create(tag))]);
        task["metadata"] = job.Metadata is { } metadata ? Answers.Copy(metadata) : new JsonObject();
        if (job.Status is JobStatus.Done or JobStatus.Error && job.FinishedAt is { } finishedAt) task["completed_at"] = ScaleTime.Of(finishedAt);
        if (ResponseOf(job) is { } response) task["response"] = response;
        if (job.CallbackSucceeded is { } succeeded) task["callback_succeeded"] = succeeded;
        return task;
    }

    /// <summary>Null until the task has one.</summary>
    public static JsonObject? ResponseOf(JobRecord job) => TaskAnswers.ResponseOf(job, TaskData.ParamsOf(job.Data!.Value));

    /// <summary>What today's clients ask for when they want little: enough to see what has ended.</summary>
    public static JsonObject LimitedOf(JobRecord job)
    {
        var task = new JsonObject
        {
            ["task_id"] = TaskId.Of(job.JobId),
            ["status"] = StatusOf(job.Status),
            ["metadata"] = job.Metadata is { } metadata ? Answers.Copy(metadata) : new JsonObject(),
        };
        if (job.Data is { } data && TaskData.ProjectOf(data) is { } project) task["project"] = project;
        return task;
    }

    public static string StatusOf(JobStatus status) => status switch
    {
        JobStatus.New or JobStatus.Progress => "pending",
        JobStatus.Done => "completed",
        JobStatus.Error => "error",
        JobStatus.Canceled or JobStatus.Expired => "canceled",
    };
}
