namespace Hitl.Cli.Doctor;

internal enum Severity
{
    /// <summary>As it must be.</summary>
    Good,

    /// <summary>Something is left out, the rest works.</summary>
    Note,

    /// <summary>The system cannot run.</summary>
    Bad,
}

internal sealed record Finding(Severity Severity, string Subject, string Text, string? WhatToDo = null);
