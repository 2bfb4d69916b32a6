using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Administration;
using Hitl.Contracts.Webhooks;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Sending;

/// <summary>A head has room for one key: the old one is sent until its receiver had the time to learn the new one.</summary>
internal sealed class RotatingCallbackKeys
{
    [Test]
    public async Task The_old_key_is_sent_during_the_overlap_and_the_new_one_after_it()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var account = Guid.CreateVersion7();
        var old = (await SecretAsync(app, account)).GetProperty("callback_keys");

        var rotated = await RotateAsync(app, account, "live", 30);
        var answer = await rotated.Content.ReadFromJsonAsync<JsonElement>();
        var next = answer.GetProperty("next_callback_keys").GetProperty("live");
        var during = await KeySentAsync(app, receiver, account, "/during");
        clock.Advance(TimeSpan.FromMinutes(31));
        var after = await KeySentAsync(app, receiver, account, "/after");
        var ofTests = await KeySentAsync(app, receiver, account, "/test", isTest: true);
        var read = await SecretAsync(app, account);

        Assert.Multiple(() =>
        {
            Assert.That(rotated.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(answer.GetProperty("callback_keys").GetProperty("live").GetString(), Is.EqualTo(old.GetProperty("live").GetString()));
            Assert.That(answer.GetProperty("next_callback_keys").GetProperty("test").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(next.GetProperty("starts").GetDateTimeOffset() - clock.GetUtcNow(), Is.EqualTo(TimeSpan.FromMinutes(-1)));
            Assert.That(during, Is.EqualTo(old.GetProperty("live").GetString()));
            Assert.That(after, Is.EqualTo(next.GetProperty("key").GetString()).And.StartsWith("live_").And.Not.EqualTo(during));
            Assert.That(ofTests, Is.EqualTo(old.GetProperty("test").GetString()));
            Assert.That(read.GetProperty("callback_keys").GetProperty("live").GetString(), Is.EqualTo(after));
            Assert.That(read.GetProperty("next_callback_keys").GetProperty("live").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task A_second_rotation_before_the_first_has_taken_over_leaves_the_key_that_is_sent()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();
        var old = (await SecretAsync(app, account)).GetProperty("callback_keys").GetProperty("live").GetString();

        await RotateAsync(app, account, "live", 30);
        await RotateAsync(app, account, "live", 30);
        var during = await KeySentAsync(app, receiver, account, "/during");
        await RotateAsync(app, account, "live", 0);
        var atOnce = await KeySentAsync(app, receiver, account, "/at-once");

        Assert.That(during, Is.EqualTo(old));
        Assert.That(atOnce, Is.Not.EqualTo(old));
    }

    [TestCase(null, 5, "mode")]
    [TestCase("both", 5, "mode")]
    [TestCase("live", 10081, "overlap_minutes")]
    [TestCase("live", -1, "overlap_minutes")]
    public async Task What_cannot_be_is_refused_by_its_field(string? mode, int overlap, string field)
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);

        var response = await RotateAsync(app, Guid.CreateVersion7(), mode, overlap);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _), Is.True);
    }

    [Test]
    public async Task An_administrator_rotates_and_sees_how_they_stand_but_never_what_they_are()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        await using var tap = await app.Host.TapAsync<AdministratorActed>();
        var account = Guid.CreateVersion7();
        var path = $"/v1/admin/webhook-secrets/{account}";
        var before = await SecretAsync(app, account);

        var untouched = await app.Administrator().GetFromJsonAsync<JsonElement>(path);
        await app.Administrator().PostAsJsonAsync($"{path}/rotate", new { overlap_minutes = 60 });
        var response = await app.Administrator().PostAsJsonAsync($"{path}/callback-keys/rotate", new { mode = "test", overlap_minutes = 60 });
        var state = await response.Content.ReadFromJsonAsync<JsonElement>();
        var after = await SecretAsync(app, account);
        await tap.NextAsync(act => act.Action == "RotateCallbackKeyOfAccount" && act.Path.Contains(account.ToString(), StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(untouched.GetProperty("secret").GetProperty("rotate_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(state.GetProperty("secret").GetProperty("previous_expires").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UtcNow));
            Assert.That(state.GetProperty("test_callback_key").GetProperty("next_starts").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UtcNow));
            Assert.That(state.GetProperty("live_callback_key").GetProperty("rotate_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(after.GetProperty("secret").GetString(), Is.Not.EqualTo(before.GetProperty("secret").GetString()));
            Assert.That(state.ToString(), Does.Not.Contain(after.GetProperty("secret").GetString()!));
            Assert.That(state.ToString(), Does.Not.Contain(after.GetProperty("next_callback_keys").GetProperty("test").GetProperty("key").GetString()!));
        });
    }

    private static Task<HttpResponseMessage> RotateAsync(WebhooksApp app, Guid account, string? mode, int overlap) =>
        app.ClientOf(account).PostAsJsonAsync("/v1/webhook-secret/callback-keys/rotate", new { mode, overlap_minutes = overlap });

    private static Task<JsonElement> SecretAsync(WebhooksApp app, Guid account) =>
        app.ClientOf(account).GetFromJsonAsync<JsonElement>("/v1/webhook-secret");

    private static async Task<string> KeySentAsync(WebhooksApp app, Receiver receiver, Guid account, string path, bool isTest = false)
    {
        await app.Host.PublishAsync(new DeliveryOrdered
        {
            OrderId = Guid.CreateVersion7(),
            AccountId = account,
            Event = "task.completed",
            Url = receiver.At(path).OriginalString,
            Body = JsonDocument.Parse("{}").RootElement,
            Rule = DeliveryRule.Scale,
            IsTest = isTest,
            OccurredAt = DateTimeOffset.UtcNow,
        });
        await Eventually.AssertAsync(() => receiver.Requests.Any(request => request.Path == path), $"{path} arrives");
        return receiver.Requests.Single(request => request.Path == path).Headers["scale-callback-auth"];
    }
}
