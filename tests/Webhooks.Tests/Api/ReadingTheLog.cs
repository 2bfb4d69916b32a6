using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Jobs;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Api;

internal sealed class ReadingTheLog
{
    [Test]
    public async Task An_attempt_shows_status_duration_and_the_start_of_the_answer()
    {
        await using var receiver = await Receiver.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = 422;
            await context.Response.Body.WriteAsync("no\0t "u8.ToArray().Concat(new byte[] { 0xFF }).Concat(Enumerable.Repeat((byte)'x', 5000)).ToArray());
        });
        await using var app = await WebhooksApp.StartAsync(new ManualClock());
        var job = Done.Job(receiver.At("/path?token=s3cret"));

        await app.PublishAsync(job);
        var delivery = await app.DeliveryAfterAttemptsAsync(job, 1);

        var attempt = delivery.GetProperty("attempts")[0];
        Assert.Multiple(() =>
        {
            Assert.That(delivery.GetProperty("url").GetString(), Is.EqualTo(receiver.At("/path") + "?..."));
            Assert.That(delivery.TryGetProperty("account_id", out _), Is.False);
            Assert.That(attempt.GetProperty("status").GetInt32(), Is.EqualTo(422));
            Assert.That(attempt.GetProperty("error").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(attempt.GetProperty("duration_ms").GetInt32(), Is.GreaterThanOrEqualTo(0));
            Assert.That(attempt.GetProperty("response").GetString(), Does.StartWith("no\uFFFDt \uFFFDxxx").And.Length.EqualTo(1024));
        });
    }

    [Test]
    public async Task Filters_narrow_the_list()
    {
        await using var good = await Receiver.StartAsync();
        await using var bad = await Receiver.StartAsync(500);
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var account = Guid.CreateVersion7();
        var (first, second) = (Done.Job(good.Url, accountId: account), Done.Job(bad.Url, accountId: account));
        await app.HandleAsync(first);
        await app.DeliveryInStateAsync(first, "delivered");
        clock.Advance(TimeSpan.FromMinutes(10));
        var between = clock.GetUtcNow().AddMinutes(-5).ToString("O");
        await app.HandleAsync(second);
        await app.DeliveryAfterAttemptsAsync(second, 1);
        var client = app.ClientOf(account);
        clock.Advance(TimeSpan.FromSeconds(1));
        await client.PostAsJsonAsync("/v1/deliveries/test", new { url = good.Url.ToString() });

        Assert.Multiple(async () =>
        {
            Assert.That(await JobsAsync(client, ""), Is.EqualTo(new Guid?[] { null, second.JobId, first.JobId }));
            Assert.That(await JobsAsync(client, $"?job_id={first.JobId}"), Is.EqualTo(new Guid?[] { first.JobId }));
            Assert.That(await JobsAsync(client, "?state=delivered&event=job.done"), Is.EqualTo(new Guid?[] { first.JobId }));
            Assert.That(await JobsAsync(client, "?state=pending&event=job.done"), Is.EqualTo(new Guid?[] { second.JobId }));
            Assert.That(await JobsAsync(client, "?state=canceled"), Is.Empty);
            Assert.That(await JobsAsync(client, "?event=webhook.test"), Is.EqualTo(new Guid?[] { null }));
            Assert.That(await JobsAsync(client, $"?until={Uri.EscapeDataString(between)}"), Is.EqualTo(new Guid?[] { first.JobId }));
            Assert.That(await JobsAsync(client, $"?since={Uri.EscapeDataString(between)}&event=job.done"), Is.EqualTo(new Guid?[] { second.JobId }));
            Assert.That(await JobsAsync(client, $"?job_id={first.JobId}&state=exhausted"), Is.Empty);
        });
    }

    [Test]
    public async Task Pages_give_every_delivery_once_newest_first()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        var account = Guid.CreateVersion7();
        var jobs = Enumerable.Range(0, 25).Select(_ => Done.Job("http://example.test/", accountId: account)).ToArray();
        await app.HandleAsync(jobs);
        await app.HandleAsync(Done.Job("http://example.test/"));
        await app.Database.ExecuteAsync("UPDATE delivery SET state = 'exhausted', next_at = NULL, ended_at = now() WHERE version = 3 AND random() < 0.4");
        var client = app.ClientOf(account);

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/v1/deliveries?limit=7&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(seen, Has.Count.EqualTo(25).And.Unique);
        Assert.That(seen, Is.EqualTo(await app.Database.QueryAsync<Guid>("SELECT id FROM delivery WHERE account_id = @account ORDER BY id DESC", new { account })));
    }

    [Test]
    public async Task Every_fault_of_a_query_is_named()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);

        var response = await app.ClientOf(Guid.CreateVersion7())
            .GetAsync("/v1/deliveries?job_id=x&state=done&event=job.x&since=yesterday&until=now&limit=0&cursor=x");

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name),
            Is.SupersetOf(new[] { "job_id", "state", "event", "since", "until", "limit" }));
    }

    [Test]
    public async Task An_administrator_reads_all_accounts_with_their_ids()
    {
        await using var app = await WebhooksApp.StartAsync(isSending: false);
        JobCompleted[] jobs = [Done.Job("http://a.test/"), Done.Job("http://b.test/")];
        await app.HandleAsync(jobs);
        var admin = app.Administrator();

        var all = (await admin.GetFromJsonAsync<JsonElement>("/v1/admin/deliveries")).GetProperty("items");
        var ofOne = (await admin.GetFromJsonAsync<JsonElement>($"/v1/admin/deliveries?account_id={jobs[1].AccountId}&state=pending")).GetProperty("items");
        var one = await admin.GetFromJsonAsync<JsonElement>($"/v1/admin/deliveries/{ofOne[0].GetProperty("id")}");

        Assert.That(all.EnumerateArray().Select(item => item.GetProperty("account_id").GetGuid()), Is.EquivalentTo(jobs.Select(job => job.AccountId)));
        Assert.That(ofOne.GetArrayLength(), Is.EqualTo(1));
        Assert.That(one.GetProperty("account_id").GetGuid(), Is.EqualTo(jobs[1].AccountId));
        Assert.That(one.GetProperty("job_id").GetGuid(), Is.EqualTo(jobs[1].JobId));
    }

    private static async Task<Guid?[]> JobsAsync(HttpClient client, string query)
    {
        var page = await client.GetFromJsonAsync<JsonElement>("/v1/deliveries" + query);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("job_id") is { ValueKind: JsonValueKind.String } id ? id.GetGuid() : (Guid?)null)];
    }
}
