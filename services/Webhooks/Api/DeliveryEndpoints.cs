using Hitl.ServiceDefaults.Data;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Reads;

namespace Hitl.Webhooks.Api;

/// <summary>
/// The log of an account's deliveries, and of all for administrators, by the same handlers: <see cref="Caller.AccountId"/> is whose
/// deliveries a caller sees, and an administrator, who has none, sees everybody's.
/// </summary>
internal static class DeliveryEndpoints
{
    public static void MapDeliveryEndpoints(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/v1/deliveries").WithTags("Deliveries").RequireAccount();
        own.MapGet("", ListAsync).WithName("ListDeliveries");
        own.MapGet("/count", CountAsync).WithName("CountDeliveries");
        own.MapGet("/{id}", GetAsync).WithName("GetDelivery");
        var send = own.MapGroup("").WithUnitOfWork();
        send.MapPost("/resend", ResendRangeAsync).WithName("ResendDeliveries");
        send.MapPost("/test", TestAsync).WithName("SendTestEvent");
        send.MapPost("/{id}/resend", ResendAsync).WithName("ResendDelivery");

        var all = app.MapGroup("/v1/admin/deliveries").WithTags("Deliveries").RequireAdmin();
        all.MapGet("", ListAsync).WithName("ListAllDeliveries");
        all.MapGet("/count", CountAsync).WithName("CountAllDeliveries");
        all.MapGet("/{id}", GetAsync).WithName("GetAnyDelivery");
        var sendAny = all.MapGroup("").WithUnitOfWork().WithAudit();
        sendAny.MapPost("/resend", ResendRangeAsync).WithName("ResendAnyDeliveries");
        sendAny.MapPost("/test", TestAsync).WithName("SendTestEventOfAccount");
        sendAny.MapPost("/{id}/resend", ResendAsync).WithName("ResendAnyDelivery");
    }

    private static async Task<IResult> ListAsync(Caller caller, HttpRequest request, DeliveryReads reads, CancellationToken ct)
    {
        var filter = DeliveryFilter.Read(request.Query);
        return filter.Error is { } error ? error.ToProblem() : TypedResults.Ok(await reads.ListAsync(filter.Value, caller.AccountId, ct));
    }

    private static async Task<IResult> CountAsync(Caller caller, HttpRequest request, DeliveryCounts counts, CancellationToken ct)
    {
        var filter = DeliveryFilter.Read(request.Query);
        return filter.Error is { } error ? error.ToProblem() : TypedResults.Ok(await counts.CountAsync(filter.Value, caller.AccountId, ct));
    }

    private static async Task<IResult> GetAsync(PathId id, Caller caller, DeliveryReads reads, CancellationToken ct)
    {
        var found = await reads.FindAsync(id.Value, caller.AccountId, ct);
        return found is null ? DeliveryErrors.NotFound.ToProblem() : TypedResults.Ok(found);
    }

    private static async Task<IResult> ResendAsync(
        PathId id, Caller caller, ResendDelivery resend, DeliveryReads reads, UnitOfWork work, CancellationToken ct)
    {
        return await resend.RunAsync(id.Value, caller.AccountId, ct) is { } error
            ? error.ToProblem()
            : await AcceptedAsync(id.Value, caller, reads, work, ct);
    }

    private static async Task<IResult> ResendRangeAsync(
        Body<ResendDeliveriesRequest> body, Caller caller, ResendDeliveries resend, CancellationToken ct)
    {
        var request = body.Value;
        var after = Cursor.Read(request.Cursor);
        if (after.Error is { } error) return error.ToProblem();
        var range = new ResendRange
        {
            AccountId = caller.AccountId ?? request.AccountId,
            State = request.State ?? DeliveryState.Exhausted,
            Event = request.Event,
            JobId = request.JobId,
            Since = request.Since,
            Until = request.Until,
            After = after.Value,
        };
        var resent = await resend.RunAsync(range, request.Limit ?? ResendDeliveries.Max, ct);
        var next = resent.Last is { } last ? Cursor.Of(last) : null;
        return TypedResults.Json(new ResendDeliveriesResponse(resent.Count, next is not null, next), statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> TestAsync(
        Body<TestEventRequest> body, Caller caller, SendTestEvent test, DeliveryReads reads, UnitOfWork work, CancellationToken ct)
    {
        if ((caller.AccountId ?? body.Value.AccountId) is not { } account) return DeliveryErrors.Invalid("account_id", "is required.").ToProblem();
        var id = await test.RunAsync(account, body.Value.Url!, ct);
        return id.Error is { } error ? error.ToProblem() : await AcceptedAsync(id.Value, caller, reads, work, ct);
    }

    /// <summary>It is on its way; how it goes is read at its own address.</summary>
    private static async Task<IResult> AcceptedAsync(Guid id, Caller caller, DeliveryReads reads, UnitOfWork work, CancellationToken ct) =>
        TypedResults.Json(await reads.FindAsync(work, id, caller.AccountId, ct), statusCode: StatusCodes.Status202Accepted);
}
