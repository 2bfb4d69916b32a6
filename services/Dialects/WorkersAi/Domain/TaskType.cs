using Hitl.Dialects.Domain;

namespace Hitl.Dialects.WorkersAi.Domain;

/// <summary>The document's names of kinds of task; kinds that it does not name have the name that they have elsewhere.</summary>
internal static class TaskType
{
    public const string Default = "categorization";

    private const string AudioTranscription = "audio_transcription";

    /// <summary>Null when there is no such type.</summary>
    public static TaskKind? Find(string name) => TaskKind.Find(name == AudioTranscription ? "audiotranscription" : name);
}
