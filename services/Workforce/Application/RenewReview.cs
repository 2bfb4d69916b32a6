using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer still works on a review.</summary>
internal sealed record RenewReview(Guid ReviewId, Guid ReviewerId);

internal sealed class RenewReviewHandler(IReviewStore reviews, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(RenewReview command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var renewed = held.Value.Review.Renew(time.GetUtcNow());
        if (renewed.HasValue) await reviews.SaveAsync(renewed.Value, ct);
        return renewed;
    }
}
