namespace Hitl.LocalEngine.Processes;

/// <summary>What to start, and as whom.</summary>
internal sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment of the child: nothing is inherited besides.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public Account? RunAs { get; init; }

    /// <summary>What the kernel sends the child when the engine dies without stopping it.</summary>
    public int DeathSignal { get; init; } = Posix.SigKill;

    public Action<OutputLine>? Output { get; init; }
}

/// <summary>One line that a child wrote.</summary>
internal sealed record OutputLine(string Text, bool IsError);
