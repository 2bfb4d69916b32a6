using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Cancels a review that has not ended.</summary>
internal sealed class CancelReview(FindReview find, IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, CancellationToken ct)
    {
        var found = await find.HandleAsync(accountId, id, ct);
        if (found.Error is not null) return found;
        var outcome = await jobs.CancelAsync(accountId, found.Value.JobId, clearsUniqueId: false, ct);
        if (outcome is null) return ReviewErrors.ReviewNotFound;
        return outcome.Job is { } job ? job : ReviewErrors.Of(outcome.Refusal!);
    }
}
