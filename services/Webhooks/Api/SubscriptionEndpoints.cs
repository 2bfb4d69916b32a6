using Hitl.Contracts.Webhooks;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;
using Hitl.Webhooks.Reads;

namespace Hitl.Webhooks.Api;

/// <summary>What dialects order for their clients: see <see cref="IWebhooksClient"/>. The public paths are theirs.</summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptionEndpoints(this IEndpointRouteBuilder app)
    {
        var subscriptions = app.MapGroup("/internal/accounts/{account}/subscriptions").RequireService().ExcludeFromDescription();
        subscriptions.MapGet("", ListAsync).WithName("ListSubscriptions");
        var changes = subscriptions.MapGroup("").WithUnitOfWork();
        changes.MapPost("", SubscribeAsync).WithName("Subscribe");
        changes.MapPost("/{id}", ChangeAsync).WithName("ChangeSubscription");
        changes.MapPost("/{id}/end", UnsubscribeAsync).WithName("Unsubscribe");
    }

    private static async Task<IResult> ListAsync(PathId account, SubscriptionReads reads, CancellationToken ct) =>
        TypedResults.Ok(await reads.ListAsync(account.Value, ct));

    private static async Task<IResult> SubscribeAsync(
        PathId account, SubscriptionOrder order, Subscribe subscribe, SubscriptionReads reads, CancellationToken ct)
    {
        var made = await subscribe.RunAsync(account.Value, order, ct);
        return TypedResults.Ok(made.Error is { } refused ? Refusal(refused) : new SubscriptionOutcome(reads.NewFactsOf(made.Value)));
    }

    private static async Task<IResult> ChangeAsync(
        PathId account, PathId id, SubscriptionOrder change, ChangeSubscription handler, CancellationToken ct) =>
        Answer(await handler.RunAsync(account.Value, id.Value, change, ct));

    private static async Task<IResult> UnsubscribeAsync(PathId account, PathId id, Unsubscribe handler, CancellationToken ct) =>
        Answer(await handler.RunAsync(account.Value, id.Value, ct));

    private static IResult Answer(Result<Subscription> outcome) => outcome.Error switch
    {
        { Kind: ErrorKind.NotFound } missing => missing.ToProblem(),
        { } refused => TypedResults.Ok(Refusal(refused)),
        null => TypedResults.Ok(new SubscriptionOutcome(SubscriptionReads.FactsOf(outcome.Value))),
    };

    /// <summary>An answer, not a problem: the dialect tells its client in its own form.</summary>
    private static SubscriptionOutcome Refusal(Error refused) => new(
        null, refused.Code, refused.Fields?.Keys.FirstOrDefault(), refused.Fields?.Values.FirstOrDefault()?.FirstOrDefault() ?? refused.Message);
}
