namespace Hitl.Cli;

/// <summary>Ends a verb with a message for a person and an exit code for a script.</summary>
internal sealed class VerbFailedException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
