using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.WorkersAi.Domain;

namespace Hitl.Dialects.WorkersAi.Application;

/// <summary>What is kept with a job for the day its task is shown again; Jobs does not look into it.</summary>
internal sealed record TaskData(string TaskType, string Instruction, string? CallbackUrl, JsonElement Params)
{
    private const string TypeName = "task_type";
    private const string InstructionName = "instruction";
    private const string CallbackUrlName = "callback_url";
    private const string ParamsName = "params";

    public static JsonElement Write(TaskRequest request, string? callbackUrl) => JsonSerializer.SerializeToElement(new JsonObject
    {
        [TypeName] = request.TaskType,
        [InstructionName] = request.Instruction,
        [CallbackUrlName] = callbackUrl,
        [ParamsName] = request.Parameters.DeepClone(),
    });

    public static TaskData Read(JsonElement data) => new(
        data.GetProperty(TypeName).GetString()!,
        data.GetProperty(InstructionName).GetString()!,
        data.GetProperty(CallbackUrlName).GetString(),
        data.GetProperty(ParamsName));
}
