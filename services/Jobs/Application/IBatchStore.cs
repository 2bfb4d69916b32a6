using System.Text.Json;
using Hitl.Contracts.Jobs;

namespace Hitl.Jobs.Application;

/// <summary>Batches that are about to change, inside the unit of work.</summary>
internal interface IBatchStore
{
    /// <summary>False when the name is taken.</summary>
    Task<bool> AddAsync(Guid batchId, OpenBatch order, DateTimeOffset now, CancellationToken ct);

    /// <summary>Ends the staging of a batch, if that has not been done; false when the account has no such batch.</summary>
    Task<bool> FinalizeAsync(Guid accountId, Guid batchId, DateTimeOffset now, CancellationToken ct);

    /// <summary>False when the account has no such batch.</summary>
    Task<bool> KeepDataAsync(Guid accountId, Guid batchId, JsonElement data, CancellationToken ct);

    /// <summary>
    /// Tells the queue of jobs whose batch is finalized, at most <paramref name="max"/>; those that ended meanwhile are passed over. Returns how
    /// many were staged. Batches that somebody else releases at this moment are left to them.
    /// </summary>
    Task<int> ReleaseAsync(int max, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes down which batches have no open job any more, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<BatchCompleted>> CompleteAsync(int max, DateTimeOffset now, CancellationToken ct);
}
