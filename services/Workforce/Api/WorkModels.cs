using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

internal sealed record ClaimRequest : IOptionalBody
{
    /// <summary>Any project of the annotator's when it is left out.</summary>
    public Guid? ProjectId { get; init; }
}

/// <summary>What an annotator wants to work on next.</summary>
internal sealed record NextRequest : IOptionalBody
{
    /// <summary>Any project of the annotator's when it is left out.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>The assignment that they work on now: the answer is what comes after it, so that a page can have it ready.</summary>
    public Guid? AheadOf { get; init; }
}

/// <summary>A draft.</summary>
internal sealed record AnnotationsRequest
{
    /// <summary>The version that the annotator's page has seen.</summary>
    public int? Version { get; init; }

    public RawJson? Annotations { get; init; }
}

internal sealed class AnnotationsValidator : AbstractValidator<AnnotationsRequest>
{
    public AnnotationsValidator()
    {
        RuleFor(request => request.Version).SeenVersion();
        RuleFor(request => request.Annotations).RequiredObject();
    }
}

/// <summary>What is submitted, or takes the place of that.</summary>
internal sealed record SubmitRequest
{
    /// <summary>The version that the annotator's page has seen.</summary>
    public int? Version { get; init; }

    public RawJson? Annotations { get; init; }

    /// <summary>For whoever reviews it.</summary>
    public string? Comment { get; init; }
}

internal sealed class SubmitValidator : AbstractValidator<SubmitRequest>
{
    private const int CommentLengthMax = 2000;

    public SubmitValidator()
    {
        RuleFor(request => request.Version).SeenVersion();
        RuleFor(request => request.Annotations).RequiredObject();
        When(request => request.Comment is not null, () => RuleFor(request => request.Comment).RequiredText(CommentLengthMax));
    }
}

internal sealed record SkipRequest
{
    public string? Reason { get; init; }
}

internal sealed class SkipValidator : AbstractValidator<SkipRequest>
{
    private const int ReasonLengthMax = 1000;

    public SkipValidator() => RuleFor(request => request.Reason).RequiredText(ReasonLengthMax);
}

internal sealed record ProblemRequest
{
    public string? Message { get; init; }
}

internal sealed class ProblemValidator : AbstractValidator<ProblemRequest>
{
    private const int MessageLengthMax = 2000;

    public ProblemValidator() => RuleFor(request => request.Message).RequiredText(MessageLengthMax);
}

/// <summary>How an assignment stands after something was done to it.</summary>
/// <param name="Id">The assignment.</param>
/// <param name="JobId">Its job.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Version">To send with the next draft, submission or correction.</param>
/// <param name="LeaseExpires">From then on others may take the job.</param>
/// <param name="UndoUntil">Until then it can be taken back; null when it cannot.</param>
internal sealed record AssignmentStateResponse(
    Guid Id, Guid JobId, Guid ProjectId, string Status, int Version, DateTimeOffset LeaseExpires, DateTimeOffset? UndoUntil)
{
    public static AssignmentStateResponse Of(Assignment assignment) => new(
        assignment.Id,
        assignment.JobId,
        assignment.ProjectId,
        assignment.State.Word(),
        assignment.Version,
        assignment.LeaseUntil,
        assignment.State is AssignmentState.Submitted or AssignmentState.Skipped ? assignment.UndoUntil : null);
}
