using System.Text.Json;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer puts a better result in the place of what was submitted.</summary>
internal sealed record FixReview(Guid ReviewId, Guid ReviewerId, int Version, string Annotations, string Comment);

internal sealed class FixReviewHandler(IReviewStore reviews, JudgeAnnotations judge, PassReview pass, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(FixReview command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var now = time.GetUtcNow();
        var review = held.Value.Review;
        using var annotations = JsonDocument.Parse(command.Annotations);
        var repaired = review.Fix(command.Version, annotations.RootElement.Clone(), command.Comment, now);
        if (repaired.Error is { } refused) return refused.WithNewerDraft(review);
        if (ReferenceEquals(repaired.Value, review)) return review;

        if (await judge.FindFaultsAsync(review.AssignmentId, command.Annotations, ct) is { } faults) return faults;
        await pass.HandleAsync(held.Value with { Review = repaired.Value }, now, ct);
        return repaired;
    }
}
