using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Hitl.TestKit;
using Hitl.Webhooks.Domain;
using Microsoft.AspNetCore.Http;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class RetryingFailures
{
    private static readonly (string, string)[] Impatient = [("Webhooks:Deadline", "00:00:00.3"), ("Webhooks:BodyTime", "00:00:00.3")];

    [Test]
    public async Task A_delivery_is_tried_to_the_end_of_the_schedule_with_the_same_bytes_and_then_given_up()
    {
        await using var receiver = await Receiver.StartAsync(503);
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        await using var ended = await app.Host.TapAsync<Contracts.Webhooks.DeliveryEnded>();
        var job = Done.Job(receiver.Url);
        await app.PublishAsync(job);

        foreach (var (delay, tries) in RetrySchedule.DelaysOf(DeliveryRule.Standard).Select((delay, index) => (delay, index + 1)))
        {
            var delivery = await app.DeliveryAfterAttemptsAsync(job, tries);
            var wait = delivery.GetProperty("next_attempt_date").GetDateTimeOffset() - clock.GetUtcNow();
            Assert.That(wait, Is.InRange(delay, delay * 1.1), $"after try {tries}");
            clock.Advance(wait);
        }

        var given = await app.DeliveryInStateAsync(job, "exhausted");
        var fact = await ended.NextAsync();
        Assert.Multiple(() =>
        {
            Assert.That(given.GetProperty("attempts").GetArrayLength(), Is.EqualTo(11));
            Assert.That(receiver.Requests, Has.Count.EqualTo(11));
            Assert.That(receiver.Requests.Select(request => request.WebhookId).Distinct().Count(), Is.EqualTo(1));
            Assert.That(receiver.Requests.Select(request => Convert.ToBase64String(request.Body)).Distinct().Count(), Is.EqualTo(1));
            Assert.That(receiver.Requests.Select(request => request.Headers["webhook-timestamp"]).Distinct().Count(), Is.EqualTo(11));
            Assert.That((fact.Succeeded, fact.Attempts), Is.EqualTo((false, 11)));
        });
    }

    [Test]
    public async Task Nothing_is_sent_before_its_time()
    {
        await using var receiver = await Receiver.StartAsync(500);
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var job = Done.Job(receiver.At("/early"));
        await app.PublishAsync(job);
        await app.DeliveryAfterAttemptsAsync(job, 1);

        clock.Advance(TimeSpan.FromSeconds(4.9));
        // A second delivery to the same endpoint shows that the sender has looked again since.
        var later = Done.Job(receiver.At("/later"), accountId: job.AccountId);
        await app.PublishAsync(later);
        await app.DeliveryAfterAttemptsAsync(later, 1);

        Assert.That(receiver.Requests.Count(request => request.Path == "/early"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_receiver_that_asks_for_a_pause_gets_it([Values] bool asDate)
    {
        var clock = new ManualClock();
        await using var receiver = await Receiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = asDate ? clock.GetUtcNow().AddMinutes(2).ToString("R") : "120";
            return Task.CompletedTask;
        });
        await using var app = await WebhooksApp.StartAsync(clock);
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var delivery = await app.DeliveryAfterAttemptsAsync(job, 1);

        var wait = delivery.GetProperty("next_attempt_date").GetDateTimeOffset() - clock.GetUtcNow();
        Assert.That(wait, Is.EqualTo(TimeSpan.FromMinutes(2)).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync((context, _) =>
        {
            context.Response.Redirect(elsewhere.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        await using var app = await WebhooksApp.StartAsync(new ManualClock());
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var attempt = (await app.DeliveryAfterAttemptsAsync(job, 1)).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("status").GetInt32(), Is.EqualTo(307));
        Assert.That(attempt.GetProperty("error").GetString(), Is.EqualTo("Redirects are not followed."));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [Test]
    public async Task A_receiver_that_does_not_answer_costs_its_deadline_and_no_more()
    {
        await using var receiver = await Receiver.StartHangingAsync();
        await using var app = await WebhooksApp.StartAsync(settings: Impatient);
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var attempt = (await app.DeliveryAfterAttemptsAsync(job, 1)).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("status").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(attempt.GetProperty("error").GetString(), Does.StartWith("timeout:"));
        Assert.That(attempt.GetProperty("duration_ms").GetInt32(), Is.InRange(250, 5000));
    }

    [Test]
    public async Task An_answer_without_end_is_read_for_its_start_only()
    {
        await using var receiver = await Receiver.StartAsync(async (context, _) =>
        {
            var chunk = new string('x', 64 * 1024);
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(chunk);
        });
        await using var app = await WebhooksApp.StartAsync(settings: Impatient);
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var attempt = (await app.DeliveryInStateAsync(job, "delivered")).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("response").GetString(), Is.EqualTo(new string('x', 1024)));
    }

    [Test]
    public async Task An_answer_that_trickles_counts_by_its_status()
    {
        await using var receiver = await Receiver.StartAsync(async (context, _) =>
        {
            await context.Response.WriteAsync("so");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var app = await WebhooksApp.StartAsync(settings: Impatient);
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var attempt = (await app.DeliveryInStateAsync(job, "delivered")).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("response").GetString(), Is.EqualTo("so"));
    }

    [Test]
    public async Task A_connection_that_is_reset_or_refused_is_a_failure_that_is_tried_again([Values] bool isListening)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        if (!isListening) listener.Stop();
        var resets = isListening ? ResetAllAsync(listener) : Task.CompletedTask;
        await using var app = await WebhooksApp.StartAsync(new ManualClock());
        var job = Done.Job(url);

        await app.PublishAsync(job);
        var delivery = await app.DeliveryAfterAttemptsAsync(job, 1);
        listener.Stop();
        await resets;

        Assert.That(delivery.GetProperty("state").GetString(), Is.EqualTo("pending"));
        Assert.That(delivery.GetProperty("attempts")[0].GetProperty("error").GetString(), Does.StartWith("url_unreachable:"));
    }

    [Test]
    public async Task An_address_that_is_not_public_is_never_reached()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync(new ManualClock(), settings: ("Outbound:Allow", "127.0.0.1:1"));
        var job = Done.Job(receiver.Url);

        await app.PublishAsync(job);
        var attempt = (await app.DeliveryAfterAttemptsAsync(job, 1)).GetProperty("attempts")[0];

        Assert.That(attempt.GetProperty("error").GetString(), Does.StartWith("url_port:"));
        Assert.That(receiver.Requests, Is.Empty);
    }

    private static async Task ResetAllAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptSocketAsync();
                client.LingerState = new LingerOption(true, 0);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}
