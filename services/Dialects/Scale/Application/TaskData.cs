using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.Domain;
using Hitl.Dialects.Scale.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>What is kept with a job for the day its task is shown again; Jobs does not look into it.</summary>
internal static class TaskData
{
    private const string Instruction = "instruction";
    private const string Urgency = "urgency";
    private const string CallbackUrl = "callback_url";
    private const string Params = "params";
    private const string Project = "project";
    private const string Batch = "batch";

    public static JsonElement Of(TaskRequest request, TaskPlace place, string callbackUrl)
    {
        var data = new JsonObject { [Urgency] = request.Urgency, [CallbackUrl] = callbackUrl, [Params] = request.Params.DeepClone() };
        if (request.Instruction is { } instruction) data[Instruction] = instruction;
        if (place.Project is { } project) data[Project] = project;
        if (place.Batch is { } batch) data[Batch] = batch.Name;
        return JsonSerializer.SerializeToElement(data);
    }

    /// <summary>Null where the task named none.</summary>
    public static string? ProjectOf(JsonElement data) => data.Member(Project)?.GetString();

    /// <summary>Null where it is in none.</summary>
    public static string? BatchOf(JsonElement data) => data.Member(Batch)?.GetString();

    public static string? InstructionOf(JsonElement data) => data.Member(Instruction)?.GetString();

    public static string UrgencyOf(JsonElement data) => data.GetProperty(Urgency).GetString()!;

    public static string CallbackUrlOf(JsonElement data) => data.GetProperty(CallbackUrl).GetString()!;

    public static JsonElement ParamsOf(JsonElement data) => data.GetProperty(Params);
}
