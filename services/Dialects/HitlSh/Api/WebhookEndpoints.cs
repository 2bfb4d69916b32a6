using System.Text.Json.Nodes;
using Hitl.Contracts.Webhooks;
using Hitl.Dialects.Api;
using Hitl.Dialects.HitlSh.Application;
using Hitl.Dialects.HitlSh.Domain;
using Hitl.ServiceDefaults.Http;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Results;

namespace Hitl.Dialects.HitlSh.Api;

/// <summary>The document's webhooks: an account's subscriptions, which Webhooks keeps, judges and serves.</summary>
internal static class WebhookEndpoints
{
    private const int PerAccountMax = 50;

    public static void MapWebhookEndpoints(this IEndpointRouteBuilder app)
    {
        var reads = app.MapGroup(HitlShErrors.Prefix + "/v1/webhooks").WithTags("HITL.sh").RequireAccount();
        reads.MapGet("", ListAsync).WithName("ListHitlShWebhooks");
        reads.MapGet("/{id}", GetAsync).WithName("GetHitlShWebhook");

        var writes = app.MapGroup(HitlShErrors.Prefix + "/v1/webhooks").WithTags("HITL.sh").RequireAccount().WithUnitOfWork();
        writes.MapPost("", CreateAsync).WithName("CreateHitlShWebhook");
        writes.MapPatch("/{id}", ChangeAsync).WithName("ChangeHitlShWebhook");
        writes.MapDelete("/{id}", DeleteAsync).WithName("DeleteHitlShWebhook");
    }

    /// <summary>An account has few: they are one page.</summary>
    private static async Task<IResult> ListAsync(Caller caller, IWebhooksClient webhooks, Envelope envelope, CancellationToken ct) =>
        envelope.Page((await webhooks.ListSubscriptionsAsync(caller.RequiredAccountId, ct)).Subscriptions.Select(ViewOf), PerAccountMax, null);

    private static async Task<IResult> GetAsync(string id, Caller caller, IWebhooksClient webhooks, Envelope envelope, CancellationToken ct)
    {
        var all = await webhooks.ListSubscriptionsAsync(caller.RequiredAccountId, ct);
        return all.Subscriptions.FirstOrDefault(one => one.SubscriptionId == PublicId.Read(PublicId.Webhook, id)) is { } webhook
            ? envelope.Ok(ViewOf(webhook))
            : ReviewErrors.WebhookNotFound.ToProblem();
    }

    private static async Task<IResult> CreateAsync(LooseBody body, Caller caller, IWebhooksClient webhooks, Envelope envelope, CancellationToken ct)
    {
        var order = Read(body, isNew: true);
        if (order.Error is { } faults) return faults.ToProblem();
        var outcome = await webhooks.SubscribeAsync(caller.RequiredAccountId, order.Value, ct);
        return outcome.Subscription is { } webhook ? envelope.Created(ViewOf(webhook)) : Refuse(outcome);
    }

    private static async Task<IResult> ChangeAsync(string id, LooseBody body, Caller caller, IWebhooksClient webhooks, Envelope envelope, CancellationToken ct)
    {
        var change = Read(body, isNew: false);
        if (change.Error is { } faults) return faults.ToProblem();
        if (PublicId.Read(PublicId.Webhook, id) is not { } webhookId) return ReviewErrors.WebhookNotFound.ToProblem();
        var outcome = await webhooks.ChangeSubscriptionAsync(caller.RequiredAccountId, webhookId, change.Value, ct);
        if (outcome is null) return ReviewErrors.WebhookNotFound.ToProblem();
        return outcome.Subscription is { } webhook ? envelope.Ok(ViewOf(webhook)) : Refuse(outcome);
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, IWebhooksClient webhooks, Envelope envelope, CancellationToken ct) =>
        PublicId.Read(PublicId.Webhook, id) is { } webhookId && await webhooks.UnsubscribeAsync(caller.RequiredAccountId, webhookId, ct) is not null
            ? envelope.Ok(new JsonObject { ["id"] = id, ["deleted"] = true })
            : ReviewErrors.WebhookNotFound.ToProblem();

    private static Result<SubscriptionOrder> Read(LooseBody body, bool isNew)
    {
        if (body.Parameters.Error is { } unreadable) return unreadable;
        var given = new GivenMembers(body.Parameters.Value);
        var order = new SubscriptionOrder
        {
            Url = given.Text("url", isRequired: isNew),
            Events = given.Texts("events"),
            Description = given.Text("description"),
            IsActive = given.Flag("active"),
        };
        return given.Faults.Count == 0 ? order : InvalidRequest.Of(given.Faults);
    }

    private static IResult Refuse(SubscriptionOutcome outcome) => (outcome.Field is { } field
        ? InvalidRequest.Of(field, outcome.Message!)
        : new Error(ErrorKind.Conflict, outcome.Code!, outcome.Message!)).ToProblem();

    private static JsonObject ViewOf(SubscriptionFacts webhook)
    {
        var view = new JsonObject
        {
            ["id"] = PublicId.Of(PublicId.Webhook, webhook.SubscriptionId),
            ["url"] = webhook.Url,
            ["events"] = new JsonArray([.. webhook.Events.Select(name => JsonValue.Create(name))]),
            ["description"] = webhook.Description,
            ["active"] = webhook.IsActive,
            ["created_at"] = HitlShDialect.TextOf(webhook.CreatedAt),
            ["updated_at"] = HitlShDialect.TextOf(webhook.UpdatedAt),
        };
        if (webhook.Secret is { } secret) view["secret"] = secret;
        return view;
    }
}
