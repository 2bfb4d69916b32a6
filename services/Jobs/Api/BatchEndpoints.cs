using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.Jobs.Application;
using Hitl.Jobs.Domain;
using Hitl.Jobs.Reads;
using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Jobs.Api;

/// <summary>What dialects ask about batches: see <see cref="IBatchesClient"/>.</summary>
internal static class BatchEndpoints
{
    public static void MapBatchEndpoints(this IEndpointRouteBuilder app)
    {
        var batches = app.MapGroup("/internal/batches").RequireService().ExcludeFromDescription();
        batches.MapPost("/find", FindAsync).WithName("FindBatches");
        batches.MapGroup("").WithUnitOfWork().MapPost("", OpenAsync).WithName("OpenBatch");

        var batch = app.MapGroup("/internal/accounts/{account}/batches/{batch}").RequireService().WithUnitOfWork().ExcludeFromDescription();
        batch.MapPost("/finalize", FinalizeAsync).WithName("FinalizeBatch");
        batch.MapPost("/data", KeepDataAsync).WithName("KeepBatchData");
    }

    private static async Task<IResult> OpenAsync(OpenBatch order, OpenBatchHandler handler, UnitOfWork work, BatchReads reads, CancellationToken ct)
    {
        var opened = await handler.HandleAsync(order, ct);
        return opened.Error is null ? await ShowAsync(order.AccountId, opened.Value, work, reads, ct) : TypedResults.NoContent();
    }

    private static async Task<IResult> FindAsync(FindBatches question, BatchReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.FindAsync(question, ct));

    private static async Task<IResult> FinalizeAsync(
        PathId account, PathId batch, IBatchStore batches, UnitOfWork work, TimeProvider time, BatchReads reads, CancellationToken ct) =>
        await batches.FinalizeAsync(account.Value, batch.Value, time.GetInstant(), ct)
            ? await ShowAsync(account.Value, batch.Value, work, reads, ct)
            : JobErrors.BatchNotFound.ToProblem();

    private static async Task<IResult> KeepDataAsync(
        PathId account, PathId batch, JsonElement data, IBatchStore batches, UnitOfWork work, BatchReads reads, CancellationToken ct) =>
        await batches.KeepDataAsync(account.Value, batch.Value, data, ct)
            ? await ShowAsync(account.Value, batch.Value, work, reads, ct)
            : JobErrors.BatchNotFound.ToProblem();

    private static async Task<IResult> ShowAsync(Guid account, Guid batch, UnitOfWork work, BatchReads reads, CancellationToken ct)
    {
        await work.CommitAsync(ct);
        return await reads.GetAsync(account, batch, ct) is { } shown ? TypedResults.Ok(shown) : JobErrors.BatchNotFound.ToProblem();
    }
}
