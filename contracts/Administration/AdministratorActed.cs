namespace Hitl.Contracts.Administration;

/// <summary>An administrator changed something, anywhere in the system.</summary>
public sealed record AdministratorActed
{
    /// <summary>Who: <c>key:ID</c> or <c>annotator:ID</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The name of the route, such as <c>ActivateProject</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The path with the ids of what was changed.</summary>
    public required string Path { get; init; }

    /// <summary>The request's id, by which its logs and trace are found.</summary>
    public required string RequestId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
