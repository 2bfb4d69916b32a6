namespace Hitl.LocalEngine.Processes;

/// <summary>A part of the system could not be started. The message says which one, why, what it logged last, and what to do.</summary>
public sealed class StartFailedException(string part, string reason, IReadOnlyList<string> lastLines, string whatToDo)
    : Exception(Describe(part, reason, lastLines, whatToDo))
{
    /// <summary>The name of the resource or server that failed.</summary>
    public string Part { get; } = part;

    private static string Describe(string part, string reason, IReadOnlyList<string> lastLines, string whatToDo)
    {
        var log = lastLines.Count == 0 ? "" : $"\n  its last lines:\n    {string.Join("\n    ", lastLines)}";
        return $"{part} cannot start: {reason}{log}\n  what to do: {whatToDo}";
    }
}
