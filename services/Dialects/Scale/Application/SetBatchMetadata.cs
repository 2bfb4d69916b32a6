using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>Replaces the metadata of a batch.</summary>
internal sealed class SetBatchMetadata(FindBatch find, IBatchesClient batches)
{
    public async Task<Result<JsonObject>> HandleAsync(Guid accountId, bool isTest, string name, JsonObject metadata, CancellationToken ct) =>
        await find.HandleAsync(accountId, isTest, name, ct) is { } batch
        && await batches.KeepDataAsync(accountId, batch.BatchId, BatchData.With(batch.Data, metadata), ct) is { } kept
            ? BatchView.Of(kept)
            : TaskErrors.BatchNotFound;
}
