using System.Security.Cryptography;
using System.Text;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Application;

/// <summary>Something that happened, for whoever has subscribed to it.</summary>
/// <param name="OrderId">Of what happened: each subscription is told of it once.</param>
/// <param name="AccountId">Whose it is.</param>
/// <param name="JobId">About which job; null when it is about none.</param>
/// <param name="Event">Its name.</param>
/// <param name="IsTest">Whether it is about a test key's job.</param>
/// <param name="Body">As it is sent.</param>
internal sealed record Notice(Guid OrderId, Guid AccountId, Guid? JobId, string Event, bool IsTest, ReadOnlyMemory<byte> Body);

internal static class Notices
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>The id of what happened to a thing; the same however often the event arrives.</summary>
    public static Guid OrderOf(string name, Guid thing, long version) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {thing:N} {version}")).AsSpan(0, 16), bigEndian: true);

    /// <summary>A delivery for each notice and each active subscription to it.</summary>
    public static async Task<IReadOnlyList<NewDelivery>> DeliveriesOfAsync(
        this ISubscriptionStore subscriptions, IReadOnlyList<Notice> notices, TimeProvider time, CancellationToken ct)
    {
        if (notices.Count == 0) return [];
        var active = await subscriptions.FindActiveAsync(
            [.. notices.Select(notice => notice.AccountId).Distinct()], [.. notices.Select(notice => notice.Event).Distinct(StringComparer.Ordinal)], ct);
        return notices.DeliveriesTo(active, time.GetUtcNow());
    }

    /// <summary>The same for subscriptions that are known already.</summary>
    public static IReadOnlyList<NewDelivery> DeliveriesTo(this IEnumerable<Notice> notices, IReadOnlyList<Subscription> active, DateTimeOffset now) =>
    [
        .. notices.SelectMany(notice => active
            .Where(subscription => subscription.Wants(notice.AccountId, notice.Event))
            .Select(subscription => ToDelivery(notice, subscription, now))),
    ];

    private static NewDelivery ToDelivery(Notice notice, Subscription subscription, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = notice.AccountId,
        Event = notice.Event,
        JobId = notice.JobId,
        OrderId = notice.OrderId,
        SubscriptionId = subscription.Id,
        Rule = DeliveryRule.Standard,
        IsTest = notice.IsTest,
        Target = new DeliveryTarget(subscription.Url, NoHeaders),
        Body = notice.Body,
        CreatedAt = now,
    };
}
