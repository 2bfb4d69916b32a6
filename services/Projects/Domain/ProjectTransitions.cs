using System.Collections.Frozen;

namespace Hitl.Projects.Domain;

/// <summary>The life of a project; the contract's words.</summary>
internal enum ProjectStatus
{
    /// <summary>A client created it; an administrator has not decided yet. Takes no jobs. Never entered again.</summary>
    New,

    /// <summary>An administrator activated it. Takes jobs.</summary>
    Active,

    /// <summary>An administrator deactivated it, or refused it while it was new. Takes no jobs; those it has go on.</summary>
    Inactive,
}

/// <summary>What administrators do to a project's status.</summary>
internal enum ProjectMove
{
    /// <summary>Let it take jobs.</summary>
    Activate,

    /// <summary>Let it take no more jobs.</summary>
    Deactivate,
}

/// <summary>The only place that knows which moves are legal. What is absent here is a 409 for the caller.</summary>
internal static class ProjectTransitions
{
    private static readonly FrozenDictionary<(ProjectStatus From, ProjectMove Move), ProjectStatus> Moves =
        new Dictionary<(ProjectStatus, ProjectMove), ProjectStatus>
        {
            [(ProjectStatus.New, ProjectMove.Activate)] = ProjectStatus.Active,
            // Instructions that nobody can work by are refused without opening the project first.
            [(ProjectStatus.New, ProjectMove.Deactivate)] = ProjectStatus.Inactive,
            [(ProjectStatus.Active, ProjectMove.Deactivate)] = ProjectStatus.Inactive,
            [(ProjectStatus.Inactive, ProjectMove.Activate)] = ProjectStatus.Active,
        }.ToFrozenDictionary();

    public static bool TryNext(ProjectStatus from, ProjectMove move, out ProjectStatus to) =>
        Moves.TryGetValue((from, move), out to);
}
