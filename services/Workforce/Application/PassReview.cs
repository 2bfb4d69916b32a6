namespace Hitl.Workforce.Application;

/// <summary>What follows when a reviewer accepted or fixed: the next stage, or the job is done.</summary>
internal sealed class PassReview(IReviewStore reviews, CompleteJobHandler complete)
{
    public async Task HandleAsync(HeldReview decided, DateTimeOffset now, CancellationToken ct)
    {
        var review = decided.Review;
        await reviews.SaveAsync(review, ct);
        if (review.Stage < review.Job.Rules.ReviewStages) await reviews.OpenNextStageAsync(review, now, ct);
        else await complete.HandleAsync(new CompleteJob(review.JobId, review.Job.StartedAt, review.Result, decided.ReviewerEmail), now, ct);
    }
}
