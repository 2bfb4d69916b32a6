using FluentValidation;
using Hitl.ServiceDefaults.Http;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Api;

internal sealed record AcceptReviewRequest
{
    /// <summary>The version that the reviewer's page has seen.</summary>
    public int? Version { get; init; }

    public string? Comment { get; init; }
}

internal sealed class AcceptReviewValidator : AbstractValidator<AcceptReviewRequest>
{
    public AcceptReviewValidator()
    {
        RuleFor(request => request.Version).RequiredVersion();
        When(request => request.Comment is not null, () => RuleFor(request => request.Comment).ReviewComment());
    }
}

internal sealed record FixReviewRequest
{
    public int? Version { get; init; }

    public RawJson? Annotations { get; init; }

    public string? Comment { get; init; }
}

internal sealed class FixReviewValidator : AbstractValidator<FixReviewRequest>
{
    public FixReviewValidator()
    {
        RuleFor(request => request.Version).RequiredVersion();
        RuleFor(request => request.Annotations).RequiredObject();
        RuleFor(request => request.Comment).ReviewComment();
    }
}

internal sealed record ReturnReviewRequest
{
    public int? Version { get; init; }

    public string? Comment { get; init; }

    /// <summary>As the project wants it when it is left out.</summary>
    public ReturnTo? To { get; init; }

    /// <summary>All submissions that count when it is left out.</summary>
    public IReadOnlyList<Guid>? AssignmentIds { get; init; }
}

internal sealed class ReturnReviewValidator : AbstractValidator<ReturnReviewRequest>
{
    private const int AssignmentsMax = 100;

    public ReturnReviewValidator()
    {
        RuleFor(request => request.Version).RequiredVersion();
        RuleFor(request => request.Comment).ReviewComment();
        RuleFor(request => request.AssignmentIds)
            .Must(ids => ids is null || ids.Count is >= 1 and <= AssignmentsMax)
            .WithMessage($"must be 1 to {AssignmentsMax} ids; leave it out for all submissions.");
    }
}

internal static class ReviewRules
{
    private const int CommentLengthMax = 2000;

    public static IRuleBuilderOptions<T, int?> RequiredVersion<T>(this IRuleBuilderInitial<T, int?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("is required.")
            .GreaterThan(0).WithMessage("must be 1 or more: take it from the review.");

    public static IRuleBuilderOptions<T, string?> ReviewComment<T>(this IRuleBuilderInitial<T, string?> rule) => rule.RequiredText(CommentLengthMax);
}

/// <summary>How a review stands after something was done to it.</summary>
internal sealed record ReviewStateResponse(Guid Id, Guid JobId, Guid ProjectId, string Status, int Stage, int Version, DateTimeOffset LeaseExpires)
{
    public static ReviewStateResponse Of(Review review) => new(
        review.Id, review.JobId, review.ProjectId, review.State.Word(), review.Stage, review.Version, review.LeaseUntil);
}
