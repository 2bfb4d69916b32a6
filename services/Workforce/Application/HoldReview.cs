using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A review in the hands of the one who may decide it.</summary>
internal sealed record HeldReview(Review Review, string ReviewerEmail);

/// <summary>What every act on a review begins with.</summary>
internal static class HoldReview
{
    /// <summary>The person first, then the job and the review: everybody locks in this order.</summary>
    public static async Task<Result<HeldReview>> HoldForAsync(this IReviewStore reviews, Guid reviewId, Guid reviewerId, CancellationToken ct)
    {
        if (await reviews.HoldReviewerAsync(reviewerId, ct) is not { MayReview: true } reviewer) return ReviewErrors.NotAReviewer;
        return await reviews.HoldAsync(reviewId, reviewerId, ct) is { } review ? new HeldReview(review, reviewer.Email) : ReviewErrors.NoSuchReview;
    }

    /// <summary>Gives the draft that stands in the way to the tab that did not know it.</summary>
    public static Error WithNewerDraft(this Error refused, Review current) => refused != WorkforceErrors.VersionConflict ? refused : refused with
    {
        Members = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = current.Version,
            ["draft"] = current.Draft is { } draft ? RawJson.FromText(draft) : null,
        },
    };
}
