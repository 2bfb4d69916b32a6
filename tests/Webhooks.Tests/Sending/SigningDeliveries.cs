using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class SigningDeliveries
{
    [Test]
    public async Task Both_signatures_hold_with_the_secret_that_the_account_reads()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var job = Done.Job(receiver.Url);
        var secret = await SecretOfAsync(app, job.AccountId);

        await app.PublishAsync(job);
        var request = (await receiver.ReceiveAsync(1))[0];

        Assert.Multiple(() =>
        {
            Assert.That(secret, Does.StartWith("whsec_"));
            Assert.That(Verifier.IsStandardWebhook(request, secret), Is.True);
            Assert.That(Verifier.IsHitlSh(request, secret), Is.True);
            Assert.That(request.Headers["webhook-signature"].Split(' '), Has.Length.EqualTo(1));
            Assert.That(
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)),
                Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        });
    }

    [Test]
    public async Task Each_account_has_a_secret_of_its_own_that_stays()
    {
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();

        var first = await SecretOfAsync(app, account);

        Assert.That(await SecretOfAsync(app, account), Is.EqualTo(first));
        Assert.That(await SecretOfAsync(app, Guid.CreateVersion7()), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task During_a_rotation_both_secrets_hold_and_afterwards_only_the_new_one()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var job = Done.Job(receiver.Url);
        var old = await SecretOfAsync(app, job.AccountId);

        var rotated = await app.ClientOf(job.AccountId).PostAsJsonAsync("/v1/webhook-secret/rotate", new { overlap_minutes = 30 });
        var answer = await rotated.Content.ReadFromJsonAsync<JsonElement>();
        var secret = answer.GetProperty("secret").GetString()!;
        await app.PublishAsync(job);
        var during = (await receiver.ReceiveAsync(1))[0];
        var read = await app.ClientOf(job.AccountId).GetFromJsonAsync<JsonElement>("/v1/webhook-secret");
        clock.Advance(TimeSpan.FromMinutes(31));
        await app.PublishAsync(Done.Job(receiver.Url, accountId: job.AccountId));
        var after = (await receiver.ReceiveAsync(2))[1];

        Assert.Multiple(() =>
        {
            Assert.That(rotated.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(secret, Is.Not.EqualTo(old));
            Assert.That(read.GetProperty("secret").GetString(), Is.EqualTo(secret));
            Assert.That(
                read.GetProperty("previous_secret_expires").GetDateTimeOffset(),
                Is.EqualTo(clock.GetUtcNow().AddMinutes(-1)).Within(TimeSpan.FromSeconds(1)));
            Assert.That(during.Headers["webhook-signature"].Split(' '), Has.Length.EqualTo(2));
            Assert.That(Verifier.IsStandardWebhook(during, old), Is.True);
            Assert.That(Verifier.IsStandardWebhook(during, secret), Is.True);
            Assert.That(Verifier.IsHitlSh(during, secret), Is.True);
            Assert.That(after.Headers["webhook-signature"].Split(' '), Has.Length.EqualTo(1));
            Assert.That(Verifier.IsStandardWebhook(after, old), Is.False);
            Assert.That(Verifier.IsStandardWebhook(after, secret), Is.True);
        });
    }

    [Test]
    public async Task A_rotation_without_overlap_ends_the_old_secret_at_once()
    {
        await using var app = await WebhooksApp.StartAsync();
        var client = app.ClientOf(Guid.CreateVersion7());

        var response = await client.PostAsJsonAsync("/v1/webhook-secret/rotate", new { overlap_minutes = 0 });

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(answer.GetProperty("previous_secret_expires").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_rotation_without_a_body_has_an_overlap_of_a_day()
    {
        await using var app = await WebhooksApp.StartAsync();

        var response = await app.ClientOf(Guid.CreateVersion7()).PostAsync("/v1/webhook-secret/rotate", null);

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            answer.GetProperty("previous_secret_expires").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow.AddDays(1)).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task An_overlap_that_is_no_number_of_minutes_up_to_a_week_is_refused([Values("-1", "10081", "\"x\"", "1.5")] string minutes)
    {
        await using var app = await WebhooksApp.StartAsync();
        using var body = new StringContent($$"""{"overlap_minutes":{{minutes}}}""", System.Text.Encoding.UTF8, "application/json");

        var response = await app.ClientOf(Guid.CreateVersion7()).PostAsync("/v1/webhook-secret/rotate", body);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(problem.GetProperty("errors").TryGetProperty("overlap_minutes", out _), Is.True);
    }

    private static async Task<string> SecretOfAsync(WebhooksApp app, Guid accountId) =>
        (await app.ClientOf(accountId).GetFromJsonAsync<JsonElement>("/v1/webhook-secret")).GetProperty("secret").GetString()!;
}
