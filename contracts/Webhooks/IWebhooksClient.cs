namespace Hitl.Contracts.Webhooks;

/// <summary>An account's standing wish to be told of events.</summary>
public sealed record SubscriptionFacts
{
    /// <summary>The subscription.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>Where its events go.</summary>
    public required string Url { get; init; }

    /// <summary>The names of the events.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The client's words.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it is told; a receiver that answers 410 ends that.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>By which its receiver verifies signatures; only in the answer to its creation.</summary>
    public string? Secret { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(SubscriptionFacts)} {SubscriptionId}";
}

/// <summary>A new subscription, or what changes of one; null leaves a thing as it is, or takes its default.</summary>
public sealed record SubscriptionOrder
{
    /// <summary>An http or https URL that the outbound guard allows.</summary>
    public string? Url { get; init; }

    /// <summary>At least one; each a name that we know.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>At most 500 characters.</summary>
    public string? Description { get; init; }

    /// <summary>True where a new one does not say.</summary>
    public bool? IsActive { get; init; }
}

/// <summary>What became of it: the subscription, or why not.</summary>
/// <param name="Subscription">Null when it was refused.</param>
/// <param name="Code">Of the refusal.</param>
/// <param name="Field">Which member of the order is wrong: <c>url</c>, <c>events</c>, <c>description</c>; null when none is.</param>
/// <param name="Message">A sentence.</param>
public sealed record SubscriptionOutcome(SubscriptionFacts? Subscription, string? Code = null, string? Field = null, string? Message = null);

/// <summary>Several subscriptions.</summary>
public sealed record SubscriptionList(IReadOnlyList<SubscriptionFacts> Subscriptions);

/// <summary>Orders to Webhooks. Everything is of one account; another's subscription is not found.</summary>
public interface IWebhooksClient
{
    /// <summary><c>POST /internal/accounts/ACCOUNT/subscriptions</c>.</summary>
    Task<SubscriptionOutcome> SubscribeAsync(Guid accountId, SubscriptionOrder order, CancellationToken ct);

    /// <summary>All of the account, newest first; at most 50. <c>GET /internal/accounts/ACCOUNT/subscriptions</c>.</summary>
    Task<SubscriptionList> ListSubscriptionsAsync(Guid accountId, CancellationToken ct);

    /// <summary>Null when there is none. <c>POST /internal/accounts/ACCOUNT/subscriptions/ID</c>.</summary>
    Task<SubscriptionOutcome?> ChangeSubscriptionAsync(Guid accountId, Guid subscriptionId, SubscriptionOrder change, CancellationToken ct);

    /// <summary>Null when there is none; else as it was. <c>POST /internal/accounts/ACCOUNT/subscriptions/ID/end</c>.</summary>
    Task<SubscriptionOutcome?> UnsubscribeAsync(Guid accountId, Guid subscriptionId, CancellationToken ct);
}

/// <summary>Over HTTP; throws <see cref="HttpRequestException"/> when Webhooks does not answer.</summary>
public sealed class HttpWebhooksClient(HttpClient http) : IWebhooksClient
{
    /// <inheritdoc />
    public async Task<SubscriptionOutcome> SubscribeAsync(Guid accountId, SubscriptionOrder order, CancellationToken ct) =>
        await http.PostOrNullAsync<SubscriptionOutcome>(PathOf(accountId), order, ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public async Task<SubscriptionList> ListSubscriptionsAsync(Guid accountId, CancellationToken ct) =>
        await http.GetOrNullAsync<SubscriptionList>(PathOf(accountId), ct).ConfigureAwait(false) ?? throw NoBody();

    /// <inheritdoc />
    public Task<SubscriptionOutcome?> ChangeSubscriptionAsync(Guid accountId, Guid subscriptionId, SubscriptionOrder change, CancellationToken ct) =>
        http.PostOrNullAsync<SubscriptionOutcome>($"{PathOf(accountId)}/{subscriptionId}", change, ct);

    /// <inheritdoc />
    public Task<SubscriptionOutcome?> UnsubscribeAsync(Guid accountId, Guid subscriptionId, CancellationToken ct) =>
        http.PostOrNullAsync<SubscriptionOutcome>($"{PathOf(accountId)}/{subscriptionId}/end", new { }, ct);

    private static string PathOf(Guid accountId) => $"/internal/accounts/{accountId}/subscriptions";

    private static HttpRequestException NoBody() => new("Webhooks answered without a body.");
}
