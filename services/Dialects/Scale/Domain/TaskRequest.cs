using System.Text.Json.Nodes;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Scale.Domain;

/// <summary>A task that a client asks for; all of its parameters are right.</summary>
internal sealed record TaskRequest
{
    public const int UniqueIdLengthMax = 200;
    public const int TagsMax = 50;
    private const int TagLengthMax = 100;

    /// <summary>What stands beside <c>params</c> in a task.</summary>
    private static readonly string[] BesideParams = ["callback_url", "instruction", "urgency", "metadata", "unique_id", "clear_unique_id_on_error", "tags"];

    private static readonly string[] Urgencies = ["immediate", "day", "week"];

    public required TaskKind Kind { get; init; }

    /// <summary>Null where there is none and the type needs none.</summary>
    public required string? Instruction { get; init; }

    public required string Urgency { get; init; }

    /// <summary>Null: the account's default.</summary>
    public required string? CallbackUrl { get; init; }

    public required JsonObject Metadata { get; init; }

    public required string? UniqueId { get; init; }

    /// <summary>Whether its unique_id is free again when the task cannot be done.</summary>
    public required bool FreesUniqueIdOnError { get; init; }

    /// <summary>10, 20 or 30, the most urgent; null: its urgency alone counts. It stays among the params.</summary>
    public required int? Priority { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>All else, as it came; a form's strings with the types that they stand for.</summary>
    public required JsonObject Params { get; init; }

    public required TaskForm Form { get; init; }

    public static IReadOnlyList<string> TagsOf(GivenParameters given) => given.Texts("tags", TagsMax, TagLengthMax, isRequired: false);

    /// <summary>The request, or what is wrong with it: all at once, each with the parameter's name.</summary>
    public static (TaskRequest? Request, string? Faults) Read(TaskKind kind, JsonObject body)
    {
        var given = new GivenParameters(body);
        var request = new TaskRequest
        {
            Kind = kind,
            CallbackUrl = given.WebUrl("callback_url"),
            Instruction = kind.RequiresInstruction
                ? given.RequiredText("instruction", TaskLimits.InstructionLengthMax)
                : given.Text("instruction", TaskLimits.InstructionLengthMax) ?? kind.DefaultInstruction,
            Form = kind.Read(given),
            Urgency = given.Word("urgency", Urgencies, "day"),
            Metadata = given.Object("metadata") ?? [],
            UniqueId = given.Text("unique_id", UniqueIdLengthMax),
            FreesUniqueIdOnError = given.Flag("clear_unique_id_on_error") ?? false,
            Priority = given.Integer("priority", int.MaxValue),
            Tags = TagsOf(given),
            Params = body,
        };
        given.Without(BesideParams);
        return given.Faults is { } faults ? (null, faults) : (request, null);
    }
}
