using System.Text.Json.Nodes;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.WorkersAi.Domain;

/// <summary>A task that a client asks for; all of its parameters are right.</summary>
internal sealed record TaskRequest
{
    private const string Params = "params.";

    public required TaskKind Kind { get; init; }

    /// <summary>The kind in the client's words.</summary>
    public required string TaskType { get; init; }

    /// <summary>Empty where there is none.</summary>
    public required string Instruction { get; init; }

    /// <summary>Null: the account's default.</summary>
    public required string? CallbackUrl { get; init; }

    public required JsonObject Metadata { get; init; }

    /// <summary>As they came; a form's strings with the types that they stand for.</summary>
    public required JsonObject Parameters { get; init; }

    public required TaskForm Form { get; init; }

    /// <summary>The request, or what is wrong with it: all at once, each with the parameter's name.</summary>
    public static (TaskRequest? Request, string? Faults) Read(JsonObject body)
    {
        var given = new GivenParameters(body);
        var type = given.Text("task_type") ?? WorkersAi.Domain.TaskType.Default;
        var kind = WorkersAi.Domain.TaskType.Find(type);
        if (kind is null) given.Refuse("task_type", $"must be a type of task, such as categorization or audio_transcription; \"{type}\" is none.");
        var instruction = given.Text("instruction", TaskLimits.InstructionLengthMax) ?? "";
        var callbackUrl = given.WebUrl("callback_url");
        var metadata = given.Object("metadata") ?? [];
        var parameters = given.Object("params") ?? [];

        // What is asked about is the attachment, or else the instruction itself.
        var inner = new GivenParameters(parameters, Params, mayLackAttachment: !string.IsNullOrWhiteSpace(instruction));
        var form = kind?.Read(inner);
        if (form is null || given.Faults is not null || inner.Faults is not null) return (null, string.Join(' ', new[] { given.Faults, inner.Faults }.OfType<string>()));
        return (new TaskRequest
        {
            Kind = kind!,
            TaskType = type,
            Instruction = instruction,
            CallbackUrl = callbackUrl,
            Metadata = metadata,
            Parameters = parameters,
            Form = form,
        }, null);
    }
}
