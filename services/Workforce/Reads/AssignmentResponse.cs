using System.Text.Json;
using Hitl.Contracts.Files;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Workforce.Reads;

/// <summary>A file that belongs to an assignment.</summary>
/// <param name="Id">The file.</param>
/// <param name="Url">Where the annotator reads it, for an hour; reading the assignment again brings a new one.</param>
/// <param name="ContentType">By its contents.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Name">As the client named it.</param>
/// <param name="Media">What its contents say of themselves; null when that is not known.</param>
internal sealed record AssignmentFile(Guid Id, string Url, string ContentType, long Size, string Name, MediaFacts? Media);

/// <summary>Something that a job shows besides its files.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text itself, when the client gave it.</param>
/// <param name="Url">Where the annotator reads it: at our address, but for a website; null for text that was given.</param>
/// <param name="File">What is read there; null for text that was given, and for websites.</param>
internal sealed record AssignmentAttachment(AttachmentKind Kind, string? Text, string? Url, AssignmentFile? File);

/// <summary>The form that an assignment is answered with.</summary>
/// <param name="Id">The project's template; null for a form of the job's own.</param>
/// <param name="Version">Of the template; null for a form of the job's own.</param>
/// <param name="Fields">See docs/templates.md.</param>
internal sealed record AssignmentTemplate(Guid? Id, int? Version, RawJson Fields)
{
    /// <param name="id">The project's template; null for a form of the job's own.</param>
    /// <param name="version">Of the template.</param>
    /// <param name="form">The form's JSON.</param>
    public static AssignmentTemplate Of(Guid? id, int? version, string form)
    {
        using var parsed = JsonDocument.Parse(form);
        return new AssignmentTemplate(id, version, RawJson.FromText(parsed.RootElement.GetProperty("fields").GetRawText()));
    }
}

/// <summary>An assignment as its annotator sees it.</summary>
internal sealed record AssignmentResponse
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset LeaseExpires { get; init; }

    public required int Version { get; init; }

    /// <summary>The form to fill in; null when there is none: any JSON object is an answer then.</summary>
    public required AssignmentTemplate? Template { get; init; }

    /// <summary>The URL of the instructions; null when the annotator may no longer read the files.</summary>
    public required string? InstructionsFile { get; init; }

    public required int InstructionsVersion { get; init; }

    public required JobPriority Priority { get; init; }

    /// <summary>When the client wants it; null when it does not say.</summary>
    public required DateTimeOffset? DueDate { get; init; }

    public required IReadOnlyList<AssignmentFile> Files { get; init; }

    public required IReadOnlyList<AssignmentAttachment> Attachments { get; init; }

    /// <summary>What the form shows and asks about, as the client gave it.</summary>
    public required RawJson? Content { get; init; }

    public required JsonElement? Predictions { get; init; }

    /// <summary>Whether the predictions are an answer to the form; null when there are none, or no form.</summary>
    public required bool? PredictionsFit { get; init; }

    /// <summary>What the annotator wrote so far; before that, the predictions if they fit.</summary>
    public required RawJson? Draft { get; init; }

    /// <summary>What the annotator submitted; null before.</summary>
    public required RawJson? Annotations { get; init; }

    /// <summary>What somebody said who could not do the job; null when nobody did.</summary>
    public required string? Remark { get; init; }

    /// <summary>Until then it can be taken back; null when it cannot.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    /// <summary>Whether what was submitted can be replaced.</summary>
    public required bool CanCorrect { get; init; }

    /// <summary>Whether a reviewer sent the annotator's submission back.</summary>
    public bool Returned => ReviewComment is not null;

    /// <summary>Why a reviewer did.</summary>
    public required string? ReviewComment { get; init; }
}
