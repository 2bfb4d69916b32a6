using Hitl.Contracts.Jobs;
using Hitl.Jobs.Domain;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Jobs.Application;

/// <summary>A dialect's client opens a batch, into which it then orders jobs.</summary>
internal sealed class OpenBatchHandler(IBatchStore batches, TimeProvider time)
{
    /// <summary>The batch's id; refused when its name is taken.</summary>
    public async Task<Result<Guid>> HandleAsync(OpenBatch order, CancellationToken ct)
    {
        var now = time.GetInstant();
        var id = Guid.CreateVersion7(now);
        return await batches.AddAsync(id, order, now, ct) ? id : JobErrors.BatchNameTaken;
    }
}
