using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Application;

/// <summary>What came of a task, in the response of its kind.</summary>
internal static class TaskAnswers
{
    public static bool IsOpen(this JobRecord job) => job.Status is JobStatus.New or JobStatus.Progress;

    public static TaskKind KindOf(JobRecord job) =>
        TaskKind.Find(job.Type ?? "") ?? throw new InvalidOperationException($"Job {job.JobId} has the type {job.Type}, which no kind of task has.");

    /// <summary>Null until the task has one.</summary>
    /// <param name="job">The task's job.</param>
    /// <param name="parameters">Its params.</param>
    public static JsonObject? ResponseOf(JobRecord job, JsonElement parameters) => job switch
    {
        { Status: JobStatus.Error } => new JsonObject { ["error"] = job.Error },
        { Status: JobStatus.Done, Annotations: { } annotations } => Measure(Identify(KindOf(job).Respond(parameters, annotations), job), job),
        _ => null,
    };

    /// <summary>Gives marks their ids: made of the job and the place, so that they are the same whenever the task is shown.</summary>
    private static JsonObject Identify(JsonObject response, JobRecord job)
    {
        if (KindOf(job).MarkIdName is not { } name || response["annotations"] is not JsonArray marks) return response;
        foreach (var (place, mark) in marks.OfType<JsonObject>().Index())
        {
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{job.JobId} mark {place}")).AsSpan(0, 16));
            mark.Insert(0, name, id.ToString());
        }

        return response;
    }

    /// <summary>How long a recording is, the file itself knows best.</summary>
    private static JsonObject Measure(JsonObject response, JobRecord job)
    {
        const string duration = "duration";
        if (response.ContainsKey(duration) && job.Attachments is [{ File.Media.Duration: { } seconds }, ..]) response[duration] = seconds;
        return response;
    }
}
