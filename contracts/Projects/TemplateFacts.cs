using System.Text.Json;

namespace Hitl.Contracts.Projects;

/// <summary>One version of a template; a version never changes.</summary>
public sealed record TemplateFacts
{
    /// <summary>The template.</summary>
    public required Guid TemplateId { get; init; }

    /// <summary>Whose it is; null: all accounts share it. Only told by <see cref="IProjectsClient.GetTemplateAsync"/>.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Which of its versions, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The form: <c>{"fields":[...]}</c>, see docs/templates.md.</summary>
    public required JsonElement Form { get; init; }
}
