using Hitl.Contracts.Jobs;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Application;

/// <summary>Finds a review of an account.</summary>
internal sealed class FindReview(IDialectJobsClient jobs)
{
    public async Task<Result<JobRecord>> HandleAsync(Guid accountId, string id, CancellationToken ct) =>
        PublicId.Read(PublicId.Review, id) is { } jobId && await jobs.GetAsync(accountId, jobId, ct) is { Dialect: HitlShDialect.Name } job
            ? job
            : ReviewErrors.ReviewNotFound;
}
