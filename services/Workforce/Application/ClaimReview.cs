using Hitl.ServiceDefaults.Results;
using Hitl.Workforce.Domain;

namespace Hitl.Workforce.Application;

/// <summary>A reviewer wants to review: what they hold already, else the next that waits.</summary>
internal sealed record ClaimReview(Guid ReviewerId, Guid? ProjectId);

internal sealed class ClaimReviewHandler(IReviewStore reviews, IWorkQueue queue, TimeProvider time)
{
    /// <summary>The review's id; null when there is none to do.</summary>
    public async Task<Result<Guid?>> HandleAsync(ClaimReview command, CancellationToken ct)
    {
        if (await reviews.HoldReviewerAsync(command.ReviewerId, ct) is not { MayReview: true }) return ReviewErrors.NotAReviewer;
        if (command.ProjectId is { } wanted && !await queue.MayWorkOnAsync(command.ReviewerId, wanted, ct)) return WorkforceErrors.NoSuchProject;

        var now = time.GetUtcNow();
        return await ResumeAsync(command, now, ct) ?? await reviews.ClaimAsync(command.ReviewerId, command.ProjectId, now, ct);
    }

    private async Task<Guid?> ResumeAsync(ClaimReview command, DateTimeOffset now, CancellationToken ct)
    {
        if (await reviews.FindHeldAsync(command.ReviewerId, command.ProjectId, now, ct) is not { } heldId) return null;
        if (await reviews.HoldAsync(heldId, command.ReviewerId, ct) is not { } held) return null;

        // Between the two somebody else may have taken it over, or the job may have ended.
        var renewed = held.Renew(now);
        if (!renewed.HasValue) return null;
        await reviews.SaveAsync(renewed.Value, ct);
        return heldId;
    }
}
