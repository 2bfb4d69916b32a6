using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Webhooks;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Sending;

/// <summary>What dialects have to say.</summary>
internal sealed class DeliveringOrders
{
    [Test]
    public async Task An_order_goes_to_its_url_once_with_its_headers_and_the_account_s_callback_key()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var order = Order(receiver.At("/callback"), isTest: true);

        await app.Host.PublishAsync(order);
        await app.Host.PublishAsync(order);
        await app.Host.PublishAsync(Order(receiver.At("/last"), order.AccountId, isTest: false));
        await Eventually.AssertAsync(() => receiver.Requests.Any(request => request.Path == "/last"), "the last one arrives");

        var secret = await app.ClientOf(order.AccountId).GetFromJsonAsync<JsonElement>("/v1/webhook-secret");
        var keys = secret.GetProperty("callback_keys");
        var request = receiver.Requests.Single(request => request.Path == "/callback");
        Assert.Multiple(() =>
        {
            Assert.That(Encoding.UTF8.GetString(request.Body), Is.EqualTo("""{"task_id":"1"}"""));
            Assert.That(request.Headers["X-Theirs"], Is.EqualTo("yes"));
            Assert.That(request.Headers["scale-callback-auth"], Is.EqualTo(keys.GetProperty("test").GetString()));
            Assert.That(receiver.Requests.Single(other => other.Path == "/last").Headers["scale-callback-auth"], Is.EqualTo(keys.GetProperty("live").GetString()));
            Assert.That(Verifier.IsHitlSh(request, secret.GetProperty("secret").GetString()!), Is.True);
        });
    }

    [Test]
    public async Task Nobody_s_header_takes_the_place_of_the_callback_key_and_other_rules_send_none()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var forged = new Dictionary<string, string>(StringComparer.Ordinal) { ["scale-callback-auth"] = "forged" };

        await app.Host.PublishAsync(Order(receiver.At("/scale")) with { Headers = forged });
        await app.Host.PublishAsync(Order(receiver.At("/brief")) with { Headers = forged, Rule = DeliveryRule.Brief });
        var requests = await receiver.ReceiveAsync(2);

        Assert.Multiple(() =>
        {
            Assert.That(requests.Single(request => request.Path == "/scale").Headers["scale-callback-auth"], Does.StartWith("live_"));
            Assert.That(requests.Single(request => request.Path == "/brief").Headers, Does.Not.ContainKey("scale-callback-auth"));
        });
    }

    [Test]
    public async Task A_scale_callback_that_is_answered_201_is_tried_again_and_its_end_is_told()
    {
        await using var receiver = await Receiver.StartAsync((context, before) =>
        {
            context.Response.StatusCode = before == 0 ? 201 : 200;
            return Task.CompletedTask;
        });
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        await using var ended = await app.Host.TapAsync<DeliveryEnded>();
        var order = Order(receiver.Url);

        await app.Host.PublishAsync(order);
        await receiver.ReceiveAsync(1);
        await Eventually.AssertAsync(
            async () => await app.Database.ScalarAsync<long>("SELECT count(*) FROM attempt") == 1, "the first try is written down");
        clock.Advance(TimeSpan.FromSeconds(11));
        var fact = await ended.NextAsync();

        Assert.That((fact.JobId, fact.Succeeded, fact.Attempts, fact.SubscriptionId), Is.EqualTo((order.JobId, true, 2, (Guid?)null)));
    }

    private static DeliveryOrdered Order(Uri url, Guid? accountId = null, bool isTest = false) => new()
    {
        OrderId = Guid.CreateVersion7(),
        AccountId = accountId ?? Guid.CreateVersion7(),
        JobId = Guid.CreateVersion7(),
        Event = "task.completed",
        IsTest = isTest,
        Url = url.OriginalString,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Theirs"] = "yes" },
        Body = JsonDocument.Parse("""{"task_id":"1"}""").RootElement,
        Rule = DeliveryRule.Scale,
        OccurredAt = DateTimeOffset.UtcNow,
    };
}
