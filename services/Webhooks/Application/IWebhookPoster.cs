using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Posts to strangers.</summary>
internal interface IWebhookPoster
{
    /// <summary>One request, signed; whatever happens to it is an outcome. Throws only when cancelled.</summary>
    Task<PostOutcome> PostAsync(ClaimedDelivery delivery, CancellationToken ct);
}
