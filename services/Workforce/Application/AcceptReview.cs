using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer finds the result right.</summary>
internal sealed record AcceptReview(Guid ReviewId, Guid ReviewerId, int Version, string? Comment);

internal sealed class AcceptReviewHandler(IReviewStore reviews, PassReview pass, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(AcceptReview command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var now = time.GetUtcNow();
        var review = held.Value.Review;
        var accepted = review.Accept(command.Version, command.Comment, now);
        if (accepted.Error is { } refused) return refused.WithNewerDraft(review);
        if (!ReferenceEquals(accepted.Value, review)) await pass.HandleAsync(held.Value with { Review = accepted.Value }, now, ct);
        return accepted;
    }
}
