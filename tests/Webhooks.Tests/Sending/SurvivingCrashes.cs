using Hitl.TestKit;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class SurvivingCrashes
{
    private static readonly ClaimRoom AnyRoom = new(Pace.New, 64, 64, new Dictionary<string, int>(StringComparer.Ordinal));

    [Test]
    public async Task What_a_killed_replica_held_is_sent_by_another_when_its_lease_ends_and_no_sooner()
    {
        await using var receiver = await Receiver.StartAsync();
        var clock = new ManualClock();
        await using var killed = await WebhooksApp.StartAsync(clock, isSending: false);
        var held = Done.Job(receiver.At("/held"));
        await killed.HandleAsync(held);
        Assert.That(await killed.Queue.ClaimAsync(AnyRoom, CancellationToken.None), Has.Count.EqualTo(1));

        await using var other = await WebhooksApp.StartAsync(clock, sharing: killed);
        var canary = Done.Job(receiver.At("/canary"), accountId: held.AccountId);
        await other.HandleAsync(canary);
        await other.DeliveryInStateAsync(canary, "delivered");
        Assert.That(receiver.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/canary" }));

        clock.Advance(TimeSpan.FromSeconds(61));
        var delivery = await other.DeliveryInStateAsync(held, "delivered");
        Assert.That(receiver.Requests.Count(request => request.Path == "/held"), Is.EqualTo(1));
        Assert.That(delivery.GetProperty("attempts").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_try_whose_lease_was_lost_counts_for_nothing()
    {
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock, isSending: false);
        var job = Done.Job("http://example.test/");
        await app.HandleAsync(job);
        var late = (await app.Queue.ClaimAsync(AnyRoom, CancellationToken.None)).Single();
        clock.Advance(TimeSpan.FromSeconds(61));
        var fresh = (await app.Queue.ClaimAsync(AnyRoom, CancellationToken.None)).Single();

        Assert.That(await app.Queue.RecordAsync(Accepted(late, clock), CancellationToken.None), Is.False);
        Assert.That(await app.Queue.RecordAsync(Accepted(fresh, clock), CancellationToken.None), Is.True);
        var delivery = await app.DeliveryInStateAsync(job, "delivered");
        Assert.That(delivery.GetProperty("attempts").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_restart_in_the_middle_of_a_hundred_deliveries_loses_none()
    {
        var isUp = false;
        await using var receiver = await Receiver.StartAsync(async (context, _) =>
        {
            if (Volatile.Read(ref isUp)) return;
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var database = await TestDatabase.CreateAsync();
        var clock = new ManualClock();
        var jobs = Enumerable.Range(0, 100).Select(_ => Done.Job(receiver.Url)).ToArray();
        await using (var first = await WebhooksApp.StartAsync(clock, database: database))
        {
            await first.HandleAsync(jobs);
            await receiver.ReceiveAsync(8);
        }

        Volatile.Write(ref isUp, true);
        // Before it starts: what it sends would be out of time by the clock.
        clock.Advance(TimeSpan.FromSeconds(61));
        await using var second = await WebhooksApp.StartAsync(clock, database: database);
        await Eventually.AssertAsync(
            async () => await database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'delivered'") == 100, "all are delivered");

        Assert.That(receiver.Requests.Select(request => request.WebhookId).Distinct().Count(), Is.EqualTo(100));
        Assert.That(receiver.Overlaps, Is.Empty);
    }

    [Test]
    public async Task What_a_stopping_replica_has_not_begun_is_due_again_at_once()
    {
        await using var receiver = await Receiver.StartHangingAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using (var app = await WebhooksApp.StartAsync(database: database))
        {
            await app.HandleAsync(Done.Job(receiver.Url));
            await receiver.ReceiveAsync(1);
            await database.ExecuteAsync("UPDATE endpoint SET pace = 'quick', next_at = now()");
            await app.HandleAsync([.. Enumerable.Range(0, 20).Select(_ => Done.Job(receiver.Url))]);
            await database.ExecuteAsync("UPDATE endpoint SET pace = 'quick', next_at = now()");
            await receiver.ReceiveAsync(8);
            await Eventually.AssertAsync(
                async () => await database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE lease_id IS NOT NULL") == 21, "more are claimed than sent");
        }

        Assert.That(await database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE lease_id IS NULL AND next_at <= now()"), Is.EqualTo(13));
    }

    [Test]
    public async Task Two_replicas_never_send_the_same_delivery_at_once()
    {
        await using var receiver = await Receiver.StartAsync(async (_, _) => await Task.Delay(2));
        await using var one = await WebhooksApp.StartAsync();
        await using var two = await WebhooksApp.StartAsync(sharing: one);
        var accounts = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToArray();
        var jobs = Enumerable.Range(0, 600).Select(i => Done.Job(receiver.Url, accountId: accounts[i % accounts.Length])).ToArray();

        await Task.WhenAll(jobs.Chunk(20).Select((chunk, i) => (i % 2 == 0 ? one : two).HandleAsync(chunk)));
        await Eventually.AssertAsync(
            async () => await one.Database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'delivered'") == 600, "all are delivered");

        Assert.That(receiver.Overlaps, Is.Empty);
        Assert.That(receiver.Requests, Has.Count.EqualTo(600));
    }

    private static EndedAttempt Accepted(ClaimedDelivery delivery, ManualClock clock) => new(
        delivery, clock.GetUtcNow(), new PostOutcome(200, TimeSpan.Zero, null, null, null), new Verdict(DeliveryState.Delivered, null));
}
