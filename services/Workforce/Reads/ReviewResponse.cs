using System.Text.Json;
using Hitl.ServiceDefaults.Http;

namespace Hitl.Workforce.Reads;

/// <summary>A submission beside others of the same job.</summary>
/// <param name="AssignmentId">For which hold.</param>
/// <param name="AnnotatorId">Whose it is.</param>
/// <param name="AnnotatorName">What they are called.</param>
/// <param name="SubmitDate">When it came.</param>
/// <param name="Comment">What they say of it; null when they say nothing.</param>
/// <param name="Annotations">JSON, verbatim.</param>
internal sealed record ReviewedSubmission(
    Guid AssignmentId, Guid AnnotatorId, string AnnotatorName, DateTimeOffset SubmitDate, string? Comment, RawJson Annotations);

/// <summary>What a reviewer before said.</summary>
internal sealed record ReviewComment(int Attempt, int Stage, Guid ReviewerId, string ReviewerName, string Status, string? Comment, DateTimeOffset EndDate);

/// <summary>A review as its reviewer sees it.</summary>
internal sealed record ReviewResponse
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string Status { get; init; }

    /// <summary>From 1; each stage is another person.</summary>
    public required int Stage { get; init; }

    /// <summary>How many stages the project wants now.</summary>
    public required int Stages { get; init; }

    public required DateTimeOffset? LeaseExpires { get; init; }

    public required int Version { get; init; }

    /// <summary>What the annotators were asked; null when any JSON object is an answer.</summary>
    public required AssignmentTemplate? Template { get; init; }

    public required string? InstructionsFile { get; init; }

    public required IReadOnlyList<AssignmentFile> Files { get; init; }

    public required IReadOnlyList<AssignmentAttachment> Attachments { get; init; }

    /// <summary>What the form shows and asks about, as the client gave it.</summary>
    public required RawJson? Content { get; init; }

    public required JsonElement? Predictions { get; init; }

    /// <summary>What counts, in the order in which it came.</summary>
    public required IReadOnlyList<ReviewedSubmission> Submissions { get; init; }

    /// <summary>What accepting makes the result.</summary>
    public required RawJson Proposed { get; init; }

    /// <summary>By field: who gave its value, and how far submissions agree; null when one annotator gave everything.</summary>
    public required RawJson? Origins { get; init; }

    /// <summary>What a fix put in the place of what was proposed.</summary>
    public required RawJson? Fixed { get; init; }

    /// <summary>Of earlier stages, oldest first.</summary>
    public required IReadOnlyList<ReviewComment> Comments { get; init; }

    public required RawJson? Draft { get; init; }

    /// <summary>The reviewer's own.</summary>
    public required string? Comment { get; init; }
}

/// <summary>Something that a reviewer decided.</summary>
internal sealed record ReviewHistoryResponse
{
    public required Guid Id { get; init; }

    public required Guid JobId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string ProjectName { get; init; }

    public required string Status { get; init; }

    public required int Stage { get; init; }

    public string? Comment { get; init; }

    public required DateTimeOffset EndDate { get; init; }
}
