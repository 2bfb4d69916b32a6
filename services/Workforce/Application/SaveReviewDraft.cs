using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer's fix so far is kept.</summary>
internal sealed record SaveReviewDraft(Guid ReviewId, Guid ReviewerId, int Version, string Annotations);

internal sealed class SaveReviewDraftHandler(IReviewStore reviews, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(SaveReviewDraft command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var review = held.Value.Review;
        var saved = review.SaveDraft(command.Version, command.Annotations, time.GetUtcNow());
        if (saved.Error is { } refused) return refused.WithNewerDraft(review);
        await reviews.SaveAsync(saved.Value, ct);
        return saved;
    }
}
