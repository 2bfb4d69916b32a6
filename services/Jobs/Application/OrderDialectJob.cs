using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>A dialect orders a job for its client: as <c>POST /v1/jobs</c> does, with the dialect's mark on it.</summary>
internal sealed class OrderDialectJob(PrepareJobs prepare, IJobWriter writer)
{
    /// <summary>The job's id. Refused as the public route would refuse it, and when the client's own id names a job already.</summary>
    public async Task<Result<Guid>> HandleAsync(Guid accountId, bool isTest, JobOrder order, CancellationToken ct)
    {
        var prepared = (await prepare.HandleAsync(accountId, isTest, [order], ct))[0];
        if (prepared.Error is { } refused) return refused;
        return await writer.TryInsertMarkedAsync(prepared.Value, ct) ? prepared.Value.Job.Id : JobErrors.UniqueIdTaken;
    }
}
