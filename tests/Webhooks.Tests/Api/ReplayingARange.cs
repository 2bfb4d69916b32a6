using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Administration;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Api;

/// <summary>What operators do after a client's server was down.</summary>
internal sealed class ReplayingARange
{
    [Test]
    public async Task An_administrator_sends_again_what_the_filters_find_and_no_others()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        await using var tap = await app.Host.TapAsync<AdministratorActed>();
        var (account, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var job = Done.Job(receiver.At("/wanted"), accountId: account);
        await app.HandleAsync(job, Done.Job(receiver.At("/another-job"), accountId: account), Done.Job(receiver.At("/another-account"), accountId: other));
        await ExhaustAllAsync(app);
        var administrator = app.Administrator();

        var everything = await CountAsync(administrator, "state=exhausted");
        var ofAccount = await CountAsync(administrator, $"state=exhausted&account_id={account}");
        var ofJob = await CountAsync(administrator, $"state=exhausted&account_id={account}&job_id={job.JobId}&event=job.done");
        var none = await CountAsync(administrator, "state=delivered");
        var response = await administrator.PostAsJsonAsync(
            "/v1/admin/deliveries/resend", new { state = "exhausted", account_id = account, job_id = job.JobId, @event = "job.done", until = "2100-01-01T00:00:00Z" });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        await using var sending = await WebhooksApp.StartAsync(sharing: app);
        await sending.DeliveryInStateAsync(job, "delivered");
        await tap.NextAsync(act => act.Action == "ResendAnyDeliveries");

        Assert.Multiple(() =>
        {
            Assert.That((everything, ofAccount, ofJob, none), Is.EqualTo((3, 2, 1, 0)));
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That((answer.GetProperty("resent").GetInt32(), answer.GetProperty("has_more").GetBoolean()), Is.EqualTo((1, false)));
            Assert.That(receiver.Requests.Select(request => request.Path), Is.EqualTo(["/wanted"]));
        });
    }

    [Test]
    public async Task Of_delivered_ones_each_is_sent_again_once_however_soon_it_is_delivered()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();
        for (var i = 0; i < 5; i++) await app.HandleAsync(Done.Job(receiver.Url, accountId: account));
        await AllAreDeliveredAsync(app, attempts: 5);
        var client = app.ClientOf(account);

        var (cursor, calls) = ((string?)null, 0);
        do
        {
            var response = await client.PostAsJsonAsync("/v1/deliveries/resend", new { state = "delivered", limit = 2, cursor });
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            calls++;
            await AllAreDeliveredAsync(app, attempts: 5 + Math.Min(2 * calls, 5));
            cursor = answer.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(calls, Is.EqualTo(3));
        Assert.That(receiver.Requests.GroupBy(request => request.WebhookId).Select(group => group.Count()), Is.All.EqualTo(2));
    }

    [Test]
    public async Task An_account_counts_and_sends_its_own_only_whatever_it_asks_for()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        var job = Done.Job("http://example.test/");
        await app.HandleAsync(job);
        await ExhaustAllAsync(app);
        var stranger = app.ClientOf(Guid.CreateVersion7());

        var counted = await stranger.GetFromJsonAsync<JsonElement>($"/v1/deliveries/count?account_id={job.AccountId}&job_id={job.JobId}");
        var resent = await stranger.PostAsJsonAsync("/v1/deliveries/resend", new { account_id = job.AccountId, job_id = job.JobId });
        var tested = await stranger.PostAsJsonAsync("/v1/deliveries/test", new { account_id = job.AccountId, url = "http://127.0.0.1:9/" });

        Assert.Multiple(async () =>
        {
            Assert.That(counted.GetProperty("count").GetInt32(), Is.Zero);
            Assert.That((await resent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("resent").GetInt32(), Is.Zero);
            Assert.That(tested.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(await app.Database.ScalarAsync<long>($"SELECT count(*) FROM delivery WHERE account_id = '{job.AccountId}'"), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task An_administrator_sends_a_test_event_with_an_accounts_signature()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();

        var response = await app.Administrator().PostAsJsonAsync("/v1/admin/deliveries/test", new { account_id = account, url = receiver.Url.ToString() });
        var request = (await receiver.ReceiveAsync(1))[0];
        var secret = (await app.ClientOf(account).GetFromJsonAsync<JsonElement>("/v1/webhook-secret")).GetProperty("secret").GetString()!;
        var nobodys = await app.Administrator().PostAsJsonAsync("/v1/admin/deliveries/test", new { url = receiver.Url.ToString() });

        Assert.Multiple(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(Verifier.IsStandardWebhook(request, secret), Is.True);
            Assert.That(nobodys.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That((await nobodys.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("account_id", out _), Is.True);
        });
    }

    [TestCase("""{"event":"job.lost"}""", "event")]
    [TestCase("""{"limit":0}""", "limit")]
    [TestCase("""{"limit":10001}""", "limit")]
    [TestCase("""{"cursor":"nonsense"}""", "cursor")]
    [TestCase("""{"job_id":"nonsense"}""", "job_id")]
    public async Task What_cannot_be_is_refused_by_its_field(string body, string field)
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var response = await app.Administrator().PostAsync("/v1/admin/deliveries/resend", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _), Is.True);
    }

    [Test]
    public async Task Only_administrators_replay_everybodys()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        HttpClient[] others =
        [
            app.ClientOf(Guid.CreateVersion7()),
            app.Host.ClientFor(new Caller { AnnotatorId = Guid.CreateVersion7(), SessionId = Guid.CreateVersion7() }),
        ];

        Assert.Multiple(async () =>
        {
            foreach (var client in others)
            {
                Assert.That((await client.GetAsync("/v1/admin/deliveries/count")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
                foreach (var path in (string[])["deliveries/resend", "deliveries/test", $"webhook-secrets/{Guid.Empty}/rotate", $"webhook-secrets/{Guid.Empty}/callback-keys/rotate"])
                    Assert.That((await client.PostAsJsonAsync($"/v1/admin/{path}", new { })).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), path);
            }
        });
    }

    private static async Task<int> CountAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v1/admin/deliveries/count?{query}")).GetProperty("count").GetInt32();

    private static Task AllAreDeliveredAsync(WebhooksApp app, int attempts) => Eventually.AssertAsync(
        async () => await app.Database.ScalarAsync<long>(
            "SELECT sum(attempts) FILTER (WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE state <> 'delivered'))::bigint FROM delivery") == attempts,
        $"{attempts} attempts, and all are delivered");

    private static async Task ExhaustAllAsync(WebhooksApp app)
    {
        await app.Database.ExecuteAsync("UPDATE delivery SET state = 'exhausted', next_at = NULL, tries = 11, attempts = 11, ended_at = now()");
        await app.Database.ExecuteAsync("UPDATE endpoint SET next_at = 'infinity'");
    }
}
