namespace Hitl.Contracts.Projects;

/// <summary>A template has another name, description or form. Nobody is told of a new or a deleted one.</summary>
public sealed record TemplateChanged
{
    /// <summary>The template after it.</summary>
    public required TemplateRecord Template { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
