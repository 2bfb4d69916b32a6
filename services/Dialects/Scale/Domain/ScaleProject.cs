using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Scale.Domain;

/// <summary>
/// A project that a client made by name: the type of its tasks, and parameters that a task takes where it brings none of its own. Each setting of
/// parameters is a version; the newest counts, for tasks that are made from then on.
/// </summary>
/// <param name="Type">Of all of its tasks.</param>
/// <param name="History">Each with its <c>version</c> and <c>created_at</c>.</param>
internal sealed record ScaleProject(string Type, JsonArray History)
{
    private const string TypeName = "type";
    private const string HistoryName = "param_history";
    private const string Version = "version";
    private const string CreatedAt = "created_at";
    private const string Instruction = "instruction";

    /// <summary>So many versions are kept at the most: the oldest go.</summary>
    private const int VersionsMax = 100;

    public static ScaleProject Create(string type, JsonObject parameters, DateTimeOffset now) => new(type, new JsonArray(VersionOf(parameters, 0, now)));

    public static ScaleProject Read(JsonElement data) => new(data.GetProperty(TypeName).GetString()!, JsonArray.Create(data.GetProperty(HistoryName))!);

    public JsonElement ToData() => JsonSerializer.SerializeToElement(new JsonObject { [TypeName] = Type, [HistoryName] = History.DeepClone() });

    /// <param name="parameters">The new ones.</param>
    /// <param name="isPatch">Whether those that they do not name stay.</param>
    /// <param name="now">The current instant.</param>
    public ScaleProject With(JsonObject parameters, bool isPatch, DateTimeOffset now)
    {
        var newest = History[^1]!.AsObject();
        var next = isPatch ? Params() : [];
        foreach (var (name, value) in parameters) next[name] = value?.DeepClone();
        var kept = History.Skip(Math.Max(0, History.Count - VersionsMax + 1)).Select(version => version!.DeepClone());
        return this with { History = new JsonArray([.. kept, VersionOf(next, newest[Version]!.GetValue<int>() + 1, now)]) };
    }

    /// <summary>A task's parameters with the project's where it has none; the project's instruction stands behind the task's.</summary>
    public JsonObject Complete(JsonObject task)
    {
        foreach (var (name, value) in Params())
        {
            if (!task.ContainsKey(name)) task[name] = value?.DeepClone();
            else if (name == Instruction && ParameterValues.TextOf(task[name]) is { } own && ParameterValues.TextOf(value) is { } common) task[name] = $"{own}\n\n{common}";
        }

        return task;
    }

    private JsonObject Params()
    {
        var parameters = History[^1]!.DeepClone().AsObject();
        parameters.Remove(Version);
        parameters.Remove(CreatedAt);
        return parameters;
    }

    private static JsonObject VersionOf(JsonObject parameters, int version, DateTimeOffset now)
    {
        var entry = parameters.DeepClone().AsObject();
        entry[Version] = version;
        entry[CreatedAt] = ScaleTime.Of(now);
        return entry;
    }
}

/// <summary>Instants as Scale writes them.</summary>
internal static class ScaleTime
{
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
