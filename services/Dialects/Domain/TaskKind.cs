using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.Domain.Kinds;

namespace Hitl.Dialects.Domain;

/// <summary>A type of task: which parameters it takes, what annotators see, and what its response looks like.</summary>
internal abstract class TaskKind
{
    private static readonly Dictionary<string, TaskKind> ByName = new(StringComparer.Ordinal)
    {
        ["categorization"] = new Categorization(),
        // The path of the document; its other name is that of the object and of the client libraries.
        ["categorize"] = new Categorization(),
        ["transcription"] = new Transcription(),
        ["phonecall"] = new PhoneCall(),
        ["comparison"] = new Comparison(),
        ["annotation"] = new BoxAnnotation(),
        ["polygonannotation"] = ShapeAnnotation.Polygons,
        ["lineannotation"] = ShapeAnnotation.Lines,
        ["pointannotation"] = ShapeAnnotation.Points,
        ["imageannotation"] = new ImageAnnotation(),
        ["namedentityrecognition"] = new EntityRecognition(),
        ["textcollection"] = new TextCollection(),
        ["datacollection"] = new DataCollection(),
        ["audiotranscription"] = new AudioTranscription(),
    };

    /// <summary>As the task object says it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it needs an instruction.</summary>
    public virtual bool RequiresInstruction => true;

    /// <summary>What is shown where there is no instruction; null: nothing.</summary>
    public virtual string? DefaultInstruction => null;

    /// <summary>Params that also stand beside <c>params</c> in the task object.</summary>
    public virtual IReadOnlyList<string> ShownBesideParams => [];

    /// <summary>What the id of each mark in the response's <c>annotations</c> is called; null: they have none.</summary>
    public virtual string? MarkIdName => null;

    /// <summary>Null when there is no such type.</summary>
    public static TaskKind? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Reads what is this type's own, and says what annotators see.</summary>
    public abstract TaskForm Read(GivenParameters given);

    /// <summary>The response, from what annotators filled in.</summary>
    /// <param name="parameters">The task's params.</param>
    /// <param name="annotations">The job's result, by field of the form.</param>
    public abstract JsonObject Respond(JsonElement parameters, JsonElement annotations);
}

/// <summary>Takes answers apart.</summary>
internal static class Answers
{
    /// <summary>A copy that can be put elsewhere; digits stay as they are.</summary>
    public static JsonNode? Copy(JsonElement element) => JsonNode.Parse(element.GetRawText());

    /// <summary>Null when it is not there, or null.</summary>
    public static JsonElement? Member(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>An object with those of the members that are there.</summary>
    public static JsonObject Pick(JsonElement? from, params ReadOnlySpan<string> names)
    {
        var picked = new JsonObject();
        foreach (var name in names)
        {
            if (from?.Member(name) is { } member) picked[name] = Copy(member);
        }

        return picked;
    }
}
