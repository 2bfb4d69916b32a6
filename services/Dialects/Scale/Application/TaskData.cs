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

    public static JsonElement Of(TaskRequest request, string callbackUrl)
    {
        var data = new JsonObject { [Urgency] = request.Urgency, [CallbackUrl] = callbackUrl, [Params] = request.Params.DeepClone() };
        if (request.Instruction is { } instruction) data[Instruction] = instruction;
        return JsonSerializer.SerializeToElement(data);
    }

    public static string? InstructionOf(JsonElement data) => data.Member(Instruction)?.GetString();

    public static string UrgencyOf(JsonElement data) => data.GetProperty(Urgency).GetString()!;

    public static string CallbackUrlOf(JsonElement data) => data.GetProperty(CallbackUrl).GetString()!;

    public static JsonElement ParamsOf(JsonElement data) => data.GetProperty(Params);
}
