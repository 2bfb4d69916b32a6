using System.Text.Json;
using System.Text.Json.Nodes;
using Hitl.Dialects.Domain;

namespace Hitl.Dialects.Scale.Application;

/// <summary>What is kept with a batch for the day it is shown again; Jobs does not look into it.</summary>
internal static class BatchData
{
    public const string Calibration = "calibration_batch";
    public const string SelfLabel = "self_label_batch";

    private const string Project = "project";
    private const string Callback = "callback";
    private const string Metadata = "metadata";

    public static JsonElement Of(string project, string callback, JsonObject metadata, bool isCalibration, bool isSelfLabel) => JsonSerializer.SerializeToElement(new JsonObject
    {
        [Project] = project,
        [Callback] = callback,
        [Metadata] = metadata.DeepClone(),
        [Calibration] = isCalibration,
        [SelfLabel] = isSelfLabel,
    });

    public static string ProjectOf(JsonElement data) => data.GetProperty(Project).GetString()!;

    /// <summary>Empty: nobody is called.</summary>
    public static string CallbackOf(JsonElement data) => data.GetProperty(Callback).GetString()!;

    public static JsonElement With(JsonElement data, JsonObject metadata)
    {
        var changed = Answers.Copy(data)!.AsObject();
        changed[Metadata] = metadata.DeepClone();
        return JsonSerializer.SerializeToElement(changed);
    }
}
