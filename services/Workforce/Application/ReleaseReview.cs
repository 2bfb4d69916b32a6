using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer gives a review back; the draft stays until somebody else takes it.</summary>
internal sealed record ReleaseReview(Guid ReviewId, Guid ReviewerId);

internal sealed class ReleaseReviewHandler(IReviewStore reviews, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(ReleaseReview command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var released = held.Value.Review.Release(time.GetUtcNow());
        if (released.HasValue) await reviews.SaveAsync(released.Value, ct);
        return released;
    }
}
