using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.TestKit;
using Microsoft.AspNetCore.Http;

namespace Hitl.Webhooks.Tests.Api;

internal sealed class SendingAgain
{
    [Test]
    public async Task A_delivered_one_is_sent_again_with_the_same_id_and_body([Values] bool byAdministrator)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var job = Done.Job(receiver.Url);
        await app.PublishAsync(job);
        var id = (await app.DeliveryInStateAsync(job, "delivered")).GetProperty("id").GetString();

        var response = byAdministrator
            ? await app.Administrator().PostAsync($"/v1/admin/deliveries/{id}/resend", null)
            : await app.ClientOf(job.AccountId).PostAsync($"/v1/deliveries/{id}/resend", null);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        var requests = await receiver.ReceiveAsync(2);
        await app.DeliveryOfAsync(
            job, delivery => delivery.GetProperty("state").GetString() == "delivered" && delivery.GetProperty("attempts").GetArrayLength() == 2, "two attempts");

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(answer.GetProperty("state").GetString(), Is.EqualTo("pending"));
            Assert.That(requests[1].WebhookId, Is.EqualTo(id));
            Assert.That(requests[1].Body, Is.EqualTo(requests[0].Body));
        });
    }

    [Test]
    public async Task A_pending_one_is_tried_now_and_its_schedule_begins_anew()
    {
        await using var receiver = await Receiver.StartAsync(500);
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var job = Done.Job(receiver.Url);
        await app.PublishAsync(job);
        await app.DeliveryAfterAttemptsAsync(job, 1);
        clock.Advance(TimeSpan.FromSeconds(6));
        var waiting = await app.DeliveryAfterAttemptsAsync(job, 2);

        await app.ClientOf(job.AccountId).PostAsync($"/v1/deliveries/{waiting.GetProperty("id")}/resend", null);
        var again = await app.DeliveryAfterAttemptsAsync(job, 3);

        Assert.That(waiting.GetProperty("next_attempt_date").GetDateTimeOffset() - clock.GetUtcNow(), Is.GreaterThan(TimeSpan.FromMinutes(4)));
        Assert.That(again.GetProperty("next_attempt_date").GetDateTimeOffset() - clock.GetUtcNow(), Is.InRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5)));
    }

    [Test]
    public async Task One_that_is_being_sent_is_a_conflict()
    {
        await using var receiver = await Receiver.StartHangingAsync();
        await using var app = await WebhooksApp.StartAsync();
        var job = Done.Job(receiver.Url);
        await app.PublishAsync(job);
        await receiver.ReceiveAsync(1);
        var delivery = await app.DeliveryInStateAsync(job, "pending");

        var response = await app.ClientOf(job.AccountId).PostAsync($"/v1/deliveries/{delivery.GetProperty("id")}/resend", null);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("delivery_being_sent"));
        Assert.That(delivery.GetProperty("next_attempt_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task All_exhausted_ones_of_a_range_are_sent_again_and_no_others()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock, isSending: false);
        var account = Guid.CreateVersion7();
        var since = await ExhaustedAsync(app, account, receiver, clock, "/before", 1);
        await ExhaustedAsync(app, account, receiver, clock, "/within", 3);
        var until = clock.GetUtcNow();
        await ExhaustedAsync(app, account, receiver, clock, "/after", 1);
        await ExhaustedAsync(app, Guid.CreateVersion7(), receiver, clock, "/stranger", 1);

        var response = await app.ClientOf(account).PostAsJsonAsync("/v1/deliveries/resend", new { since, until });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        await using var sending = await WebhooksApp.StartAsync(clock, sharing: app);
        await receiver.ReceiveAsync(3);
        await Eventually.AssertAsync(
            async () => await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'delivered'") == 3, "three are delivered");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((answer.GetProperty("resent").GetInt32(), answer.GetProperty("has_more").GetBoolean()), Is.EqualTo((3, false)));
        Assert.That(receiver.Requests.Select(request => request.Path), Is.All.EqualTo("/within"));
    }

    [Test]
    public async Task Pending_ones_cannot_be_resent_as_a_range()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);

        var response = await app.ClientOf(Guid.CreateVersion7()).PostAsJsonAsync("/v1/deliveries/resend", new { state = "pending" });

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_test_event_is_sent_once_and_signed()
    {
        await using var receiver = await Receiver.StartAsync(404);
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();
        var client = app.ClientOf(account);

        var response = await client.PostAsJsonAsync("/v1/deliveries/test", new { url = receiver.Url.ToString() });
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var request = (await receiver.ReceiveAsync(1))[0];
        var delivery = await Eventually.GetAsync(
            () => client.GetFromJsonAsync<JsonElement>($"/v1/deliveries/{id}"), seen => seen.GetProperty("state").GetString() == "exhausted", "given up");
        var secret = (await client.GetFromJsonAsync<JsonElement>("/v1/webhook-secret")).GetProperty("secret").GetString()!;

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(Verifier.IsStandardWebhook(request, secret), Is.True);
            Assert.That(JsonDocument.Parse(request.Body).RootElement.GetProperty("event").GetString(), Is.EqualTo("webhook.test"));
            Assert.That(delivery.GetProperty("event").GetString(), Is.EqualTo("webhook.test"));
            Assert.That(delivery.GetProperty("attempts").GetArrayLength(), Is.EqualTo(1));
        });
    }

    [TestCase("http://169.254.169.254/latest", 422, "ip_blocked")]
    [TestCase("ftp://example.com/", 422, "url_scheme")]
    [TestCase("", 400, "invalid_request")]
    public async Task A_test_event_to_a_url_that_may_not_be_used_is_refused(string url, int status, string code)
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);

        var response = await app.ClientOf(Guid.CreateVersion7()).PostAsJsonAsync("/v1/deliveries/test", new { url });

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(problem.GetProperty("errors").TryGetProperty("url", out _), Is.True);
        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery"), Is.Zero);
    }

    /// <returns>An instant after them.</returns>
    private static async Task<DateTimeOffset> ExhaustedAsync(
        WebhooksApp app, Guid account, Receiver receiver, ManualClock clock, string path, int count)
    {
        await app.HandleAsync([.. Enumerable.Range(0, count).Select(_ => Done.Job(receiver.At(path), accountId: account))]);
        await app.Database.ExecuteAsync("UPDATE delivery SET state = 'exhausted', next_at = NULL, tries = 11, attempts = 11, ended_at = now()");
        await app.Database.ExecuteAsync("UPDATE endpoint SET next_at = 'infinity'");
        clock.Advance(TimeSpan.FromMinutes(1));
        return clock.GetUtcNow();
    }
}
