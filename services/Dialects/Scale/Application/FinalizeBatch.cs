using System.Text.Json.Nodes;
using Hitl.Contracts.Jobs;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.Scale.Application;

/// <summary>The client says that all tasks of a batch are there: people work on them from now on. Saying it again changes nothing.</summary>
internal sealed class FinalizeBatch(FindBatch find, IBatchesClient batches)
{
    public async Task<Result<JsonObject>> HandleAsync(Guid accountId, bool isTest, string name, CancellationToken ct) =>
        await find.HandleAsync(accountId, isTest, name, ct) is { } batch && await batches.FinalizeAsync(accountId, batch.BatchId, ct) is { } finalized
            ? BatchView.Of(finalized)
            : TaskErrors.BatchNotFound;
}
