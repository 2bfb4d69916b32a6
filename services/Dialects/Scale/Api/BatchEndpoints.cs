using Hitl.Dialects.Api;
using Hitl.Dialects.Scale.Application;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;

namespace Hitl.Dialects.Scale.Api;

/// <summary>Batches: tasks of a project that nobody works on before the client says that they are all there.</summary>
internal static class BatchEndpoints
{
    public static void MapBatchEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(ScaleErrors.Prefix + "/v1/batches").WithTags("Scale").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListScaleBatches");
        reads.MapGet("/{name}", GetAsync).WithName("GetScaleBatch");
        reads.MapGet("/{name}/status", GetStatusAsync).WithName("GetScaleBatchStatus");

        var writes = app.MapGroup(ScaleErrors.Prefix + "/v1/batches").WithTags("Scale").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateScaleBatch");
        writes.MapPost("/{name}/finalize", FinalizeAsync).WithName("FinalizeScaleBatch");
        writes.MapPost("/{name}/setMetadata", SetMetadataAsync).WithName("SetScaleBatchMetadata");
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, CreateBatch create, CancellationToken ct) =>
        body.Parameters.Error is { } unreadable
            ? unreadable.ToProblem()
            : ScaleAnswers.Show(await create.HandleAsync(caller.RequiredAccountId, caller.IsTest, body.Parameters.Value, ct));

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, FindBatch find, CancellationToken ct)
    {
        var filter = new BatchListQuery(request.Query).Read(caller);
        return filter.Error is { } faults ? faults.ToProblem() : ScaleAnswers.Json(await find.ListAsync(filter.Value, ct));
    }

    private static async Task<IResult> GetAsync(string name, Caller caller, FindBatch find, CancellationToken ct) =>
        await find.HandleAsync(caller.RequiredAccountId, caller.IsTest, ScalePath.NameOf(name), ct) is { } batch
            ? ScaleAnswers.Json(BatchView.Of(batch))
            : TaskErrors.BatchNotFound.ToProblem();

    private static async Task<IResult> GetStatusAsync(string name, Caller caller, FindBatch find, CancellationToken ct) =>
        await find.HandleAsync(caller.RequiredAccountId, caller.IsTest, ScalePath.NameOf(name), ct, withCounts: true) is { } batch
            ? ScaleAnswers.Json(BatchView.StatusOf(batch))
            : TaskErrors.BatchNotFound.ToProblem();

    private static async Task<IResult> FinalizeAsync(string name, Caller caller, FinalizeBatch finalize, CancellationToken ct) =>
        ScaleAnswers.Show(await finalize.HandleAsync(caller.RequiredAccountId, caller.IsTest, ScalePath.NameOf(name), ct));

    private static async Task<IResult> SetMetadataAsync(string name, LooseBody body, Caller caller, SetBatchMetadata set, CancellationToken ct) =>
        body.Parameters.Error is { } unreadable
            ? unreadable.ToProblem()
            : ScaleAnswers.Show(await set.HandleAsync(caller.RequiredAccountId, caller.IsTest, ScalePath.NameOf(name), body.Parameters.Value, ct));
}
