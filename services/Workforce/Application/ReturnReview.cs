using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer sends submissions back, to be done again.</summary>
/// <param name="ReviewId">Which review.</param>
/// <param name="ReviewerId">Who returns.</param>
/// <param name="Version">What the reviewer has seen.</param>
/// <param name="Comment">What is wrong.</param>
/// <param name="To">Who does it again; null: as the project wants it.</param>
/// <param name="AssignmentIds">Whose submissions; null: all that count.</param>
internal sealed record ReturnReview(
    Guid ReviewId, Guid ReviewerId, int Version, string Comment, ReturnTo? To, IReadOnlyList<Guid>? AssignmentIds);

internal sealed class ReturnReviewHandler(IReviewStore reviews, TimeProvider time)
{
    public async Task<Result<Review>> HandleAsync(ReturnReview command, CancellationToken ct)
    {
        var held = await reviews.HoldForAsync(command.ReviewId, command.ReviewerId, ct);
        if (held.Error is { } unheld) return unheld;

        var now = time.GetUtcNow();
        var review = held.Value.Review;
        var returned = review.Return(command.Version, command.Comment, now);
        if (returned.Error is { } refused) return refused.WithNewerDraft(review);
        if (ReferenceEquals(returned.Value, review)) return review;

        var to = command.To ?? review.Job.Rules.ReturnTo;
        if (!await reviews.ReturnAsync(new ReturnedWork(review, command.AssignmentIds, to, command.Comment), now, ct)) return ReviewErrors.NoSuchSubmission;
        await reviews.SaveAsync(returned.Value, ct);
        return returned;
    }
}
