using System.Text;
using System.Text.Json;
using Hitl.Contracts.Webhooks;
using Hitl.TestKit;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class DeliveringResults
{
    [Test]
    public async Task A_result_arrives_as_Jobs_wrote_it_with_our_headers_and_the_customers()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer theirs", ["Content-Language"] = "en" };
        var job = Done.Job(receiver.At("/hook?a=b%20c"), headers, body: """{"n":1.10,"big":12345678901234567890,"text":"한 \"q\""}""");

        await app.PublishAsync(job);
        var request = (await receiver.ReceiveAsync(1))[0];
        var delivery = await app.DeliveryInStateAsync(job, "delivered");

        Assert.Multiple(() =>
        {
            Assert.That((request.Method, request.Path, request.Protocol), Is.EqualTo(("POST", "/hook?a=b%20c", "HTTP/1.1")));
            Assert.That(Encoding.UTF8.GetString(request.Body), Is.EqualTo("""{"n":1.10,"big":12345678901234567890,"text":"한 \"q\""}"""));
            Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(request.Headers["User-Agent"], Is.EqualTo("Hitl-Webhooks/1"));
            Assert.That(request.Headers["Authorization"], Is.EqualTo("Bearer theirs"));
            Assert.That(request.Headers["Content-Language"], Is.EqualTo("en"));
            Assert.That(request.Headers, Does.Not.ContainKey("traceparent"));
            Assert.That(request.WebhookId, Is.EqualTo(delivery.GetProperty("id").GetString()));
            Assert.That(delivery.GetProperty("event").GetString(), Is.EqualTo("job.done"));
            Assert.That(delivery.GetProperty("job_id").GetGuid(), Is.EqualTo(job.JobId));
            Assert.That(delivery.GetProperty("project_id").GetGuid(), Is.EqualTo(job.ProjectId));
            Assert.That(delivery.GetProperty("next_attempt_date").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(delivery.GetProperty("attempts")[0].GetProperty("status").GetInt32(), Is.EqualTo(200));
        });
    }

    [Test]
    public async Task An_event_that_arrives_twice_or_without_a_webhook_is_sent_once_or_not_at_all()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var (job, message) = (Done.Job(receiver.At("/twice")), Guid.CreateVersion7());

        await app.PublishAsync(job, message);
        await app.PublishAsync(job, message);
        await app.PublishAsync(job);
        await app.PublishAsync(Done.Job(receiver.At("/none")) with { Webhook = null, Body = null });
        await app.PublishAsync(Done.Job(receiver.At("/last")));
        await Eventually.AssertAsync(() => receiver.Requests.Any(request => request.Path == "/last"), "the last one arrives");
        await app.DeliveryInStateAsync(job, "delivered");
        await Eventually.AssertAsync(async () => await app.Database.ScalarAsync<long>("SELECT count(*) FROM inbox") == 4, "all events are handled");

        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery"), Is.EqualTo(2));
        Assert.That(receiver.Requests.Count(request => request.Path == "/twice"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_end_of_a_delivery_is_an_event()
    {
        await using var receiver = await Receiver.StartAsync((context, before) =>
        {
            context.Response.StatusCode = before == 0 ? 500 : 200;
            return Task.CompletedTask;
        });
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        await using var ended = await app.Host.TapAsync<DeliveryEnded>();
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        await app.DeliveryAfterAttemptsAsync(job, 1);
        clock.Advance(TimeSpan.FromSeconds(6));
        var fact = await ended.NextAsync();

        Assert.Multiple(() =>
        {
            Assert.That(fact.JobId, Is.EqualTo(job.JobId));
            Assert.That(fact.AccountId, Is.EqualTo(job.AccountId));
            Assert.That(fact.Succeeded, Is.True);
            Assert.That(fact.Attempts, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_newer_result_of_a_job_replaces_one_that_is_still_pending()
    {
        await using var receiver = await Receiver.StartAsync((context, before) =>
        {
            context.Response.StatusCode = before == 0 ? 500 : 200;
            return Task.CompletedTask;
        });
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var old = Done.Job(receiver.Url, version: 3, body: """{"v":3}""");
        var newer = old with { Version = 7, Body = JsonDocument.Parse("""{"v":7}""").RootElement };

        await app.PublishAsync(old);
        await app.DeliveryAfterAttemptsAsync(old, 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        await app.PublishAsync(newer);
        await app.DeliveryInStateAsync(newer, "delivered");
        await app.HandleAsync(old with { Version = 5 });

        Assert.That(
            await app.Database.QueryAsync<string>("SELECT version || ' ' || state FROM delivery ORDER BY version"),
            Is.EqualTo(new[] { "3 canceled", "7 delivered" }));
        Assert.That(Encoding.UTF8.GetString(receiver.Requests[^1].Body), Is.EqualTo("""{"v":7}"""));
    }

    [Test]
    public async Task A_thousand_results_arrive_once_each_and_no_host_gets_more_than_eight_at_once()
    {
        await using var receiver = await Receiver.StartAsync(async (_, _) => await Task.Yield());
        await using var app = await WebhooksApp.StartAsync();
        var account = Guid.CreateVersion7();

        await app.HandleAsync([.. Enumerable.Range(0, 1000).Select(_ => Done.Job(receiver.Url, accountId: account))]);
        await Eventually.AssertAsync(
            async () => await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'delivered'") == 1000, "all are delivered");

        Assert.That(receiver.Requests.Select(request => request.WebhookId).Distinct().Count(), Is.EqualTo(1000));
        Assert.That(receiver.Requests, Has.Count.EqualTo(1000));
        Assert.That(receiver.MostAtOnce, Is.LessThanOrEqualTo(8));
    }
}
