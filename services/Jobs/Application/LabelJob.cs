using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>
/// A client changes by what it knows its job: tags, its own id, metadata. Nobody who works on the job sees any of it, so nobody else hears of
/// it, and a job that has ended takes it too.
/// </summary>
internal sealed class LabelJobHandler(IJobStore store)
{
    /// <summary>Refused when the client's own id names another of its jobs.</summary>
    public async Task<Result<Job>> HandleAsync(Guid accountId, Guid jobId, LabelJob change, CancellationToken ct)
    {
        if (await store.LockAsync(accountId, jobId, ct) is not { } job) return JobErrors.JobNotFound;
        return await store.TryLabelAsync(job, change, ct) ? job : JobErrors.UniqueIdTaken;
    }
}
