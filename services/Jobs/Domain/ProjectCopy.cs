namespace Hitl.Jobs.Domain;

/// <summary>What this service knows of a project, which Projects owns.</summary>
internal sealed record ProjectCopy
{
    public required Guid Id { get; init; }

    /// <summary>Whose it is; that never changes.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Of the project: an older copy never replaces a newer one.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it takes jobs.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Whether its jobs may end with their default annotations when their time is up.</summary>
    public bool AllowsFallback { get; init; }

    /// <summary>Its template, as long as it has one.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>Which version of the template.</summary>
    public int? TemplateVersion { get; init; }

    /// <summary>The form of that version, as JSON.</summary>
    public string? Form { get; init; }
}
