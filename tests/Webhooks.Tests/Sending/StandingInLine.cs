using System.Diagnostics;
using Hitl.TestKit;
using Hitl.Webhooks.Application;
using Hitl.Webhooks.Domain;

namespace Hitl.Webhooks.Tests.Sending;

internal sealed class StandingInLine
{
    private const string CrowdSql = """
        INSERT INTO delivery (id, account_id, endpoint_id, event, version, shown_url, target, body, state, next_at, created_at)
        SELECT gen_random_uuid(), d.account_id, d.endpoint_id, d.event, d.version, d.shown_url, d.target, d.body, 'pending', d.created_at - interval '1 hour', d.created_at
          FROM delivery AS d
         CROSS JOIN generate_series(1, @Count)
         WHERE d.job_id = @JobId
        """;

    [Test]
    public async Task A_dead_host_with_a_hundred_thousand_deliveries_delays_nobody()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var dead = Done.Job("http://127.0.0.1:1/");
        await app.HandleAsync(dead);
        await app.DeliveryAfterAttemptsAsync(dead, 1);
        await app.Database.ExecuteAsync(CrowdSql, new { Count = 100_000, dead.JobId });
        await app.Database.ExecuteAsync("UPDATE endpoint SET next_at = now()");

        var clock = Stopwatch.StartNew();
        for (var i = 1; i <= 20; i++)
        {
            await app.PublishAsync(Done.Job(receiver.Url));
            await receiver.ReceiveAsync(i);
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "20 deliveries one after the other");
        Assert.That(await app.Database.ScalarAsync<long>("SELECT count(*) FROM delivery WHERE state = 'pending'"), Is.GreaterThan(99_000));
    }

    [Test]
    public async Task Many_hosts_that_hang_delay_neither_a_known_host_nor_a_new_one()
    {
        var hanging = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Receiver.StartHangingAsync()));
        await using var receiver = await Receiver.StartAsync();
        await using var stranger = await Receiver.StartAsync();
        await using var app = await WebhooksApp.StartAsync();
        var known = Done.Job(receiver.Url);
        await app.HandleAsync(known);
        await app.DeliveryInStateAsync(known, "delivered");
        // However long that took on a machine that has much to do: it is a quick one.
        await app.Database.ExecuteAsync("UPDATE endpoint SET pace = 'quick'");
        await app.HandleAsync([.. hanging.Select(host => Done.Job(host.Url))]);
        foreach (var host in hanging) await host.ReceiveAsync(1);

        // They have been slow before, and each has a crowd waiting.
        await app.Database.ExecuteAsync("UPDATE endpoint SET pace = 'slow', next_at = now() WHERE pace = 'new'");
        await app.HandleAsync([.. hanging.SelectMany(host => Enumerable.Range(0, 20).Select(_ => Done.Job(host.Url)))]);
        await app.Database.ExecuteAsync("UPDATE endpoint SET pace = 'slow', next_at = now() WHERE pace = 'new'");
        await Eventually.AssertAsync(() => hanging.Sum(host => host.Requests.Count) >= 64, "the slow ones use up their slots");
        var clock = Stopwatch.StartNew();
        await app.HandleAsync(Done.Job(receiver.Url), Done.Job(stranger.Url));
        await receiver.ReceiveAsync(2);
        await stranger.ReceiveAsync(1);

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
        Assert.That(hanging.Max(host => host.MostAtOnce), Is.LessThanOrEqualTo(8));
        foreach (var host in hanging) await host.DisposeAsync();
    }

    [Test]
    public async Task Claims_serve_hosts_in_rounds_and_whoever_has_more_goes_to_the_back()
    {
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock, isSending: false);
        var (busy, quiet) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await app.HandleAsync([.. Enumerable.Range(0, 50).Select(_ => Done.Job("http://busy.test/", accountId: busy))]);
        clock.Advance(TimeSpan.FromSeconds(1));
        await app.HandleAsync(Done.Job("http://quiet.test/", accountId: quiet), Done.Job("http://quiet.test/", accountId: quiet));
        clock.Advance(TimeSpan.FromSeconds(1));

        var first = await ClaimAsync(app, free: 4);
        var second = await ClaimAsync(app, free: 1);

        Assert.That(first.Count(delivery => delivery.AccountId == quiet), Is.EqualTo(2));
        Assert.That(first.Count(delivery => delivery.AccountId == busy), Is.EqualTo(2));
        Assert.That(second.Single().AccountId, Is.EqualTo(busy));
    }

    [Test]
    public async Task A_host_is_claimed_for_up_to_its_room_also_when_several_accounts_use_it()
    {
        await using var app = await WebhooksApp.StartAsync(new ManualClock(), isSending: false);
        await app.HandleAsync([.. Enumerable.Range(0, 30).Select(_ => Done.Job("http://shared.test/"))]);
        await app.HandleAsync(Done.Job("http://other.test/"));

        var claimed = await app.Queue.ClaimAsync(
            new ClaimRoom(Pace.New, 64, 8, new Dictionary<string, int>(StringComparer.Ordinal) { ["shared.test:80"] = 5 }), CancellationToken.None);
        var full = await app.Queue.ClaimAsync(
            new ClaimRoom(Pace.New, 64, 8, new Dictionary<string, int>(StringComparer.Ordinal) { ["shared.test:80"] = 8 }), CancellationToken.None);

        Assert.That(claimed.Count(delivery => delivery.Host == "shared.test:80"), Is.EqualTo(3));
        Assert.That(claimed.Count(delivery => delivery.Host == "other.test:80"), Is.EqualTo(1));
        Assert.That(full, Is.Empty);
    }

    [Test]
    public async Task Ten_failures_in_a_row_open_the_breaker_and_one_probe_closes_it()
    {
        var isUp = false;
        await using var receiver = await Receiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isUp) ? 200 : 500;
            return Task.CompletedTask;
        });
        var clock = new ManualClock();
        await using var app = await WebhooksApp.StartAsync(clock);
        var account = Guid.CreateVersion7();
        await app.HandleAsync([.. Enumerable.Range(0, 10).Select(_ => Done.Job(receiver.Url, accountId: account))]);
        await Eventually.AssertAsync(async () => await app.Database.ScalarAsync<int>("SELECT failures FROM endpoint") == 10, "ten failures");

        // All ten are due again after six seconds, and so is a new one; the breaker lets none through, for thirty seconds.
        var late = Done.Job(receiver.Url, accountId: account);
        clock.Advance(TimeSpan.FromSeconds(6));
        await app.HandleAsync(late);
        await SentElsewhereAsync(app);
        Assert.That(receiver.Requests, Has.Count.EqualTo(10));

        clock.Advance(TimeSpan.FromSeconds(25));
        await receiver.ReceiveAsync(11);
        await Eventually.AssertAsync(async () => await app.Database.ScalarAsync<long>("SELECT count(*) FROM attempt a JOIN delivery d ON d.id = a.delivery_id WHERE d.account_id = @account", new { account }) == 11, "the probe is written down");
        await SentElsewhereAsync(app);
        Assert.That(receiver.Requests, Has.Count.EqualTo(11), "a single probe failed");

        Volatile.Write(ref isUp, true);
        clock.Advance(TimeSpan.FromSeconds(31));
        await app.DeliveryInStateAsync(late, "delivered");
        Assert.That(await app.Database.ScalarAsync<int>("SELECT failures FROM endpoint WHERE account_id = @account", new { account }), Is.Zero);
    }

    /// <summary>Another endpoint's delivery, sent from beginning to end: the sender has looked at all that is due meanwhile.</summary>
    private static async Task SentElsewhereAsync(WebhooksApp app)
    {
        await using var elsewhere = await Receiver.StartAsync();
        var job = Done.Job(elsewhere.Url);
        await app.HandleAsync(job);
        await app.DeliveryInStateAsync(job, "delivered");
    }

    private static Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(WebhooksApp app, int free) =>
        app.Queue.ClaimAsync(new ClaimRoom(Pace.New, free, 8, new Dictionary<string, int>(StringComparer.Ordinal)), CancellationToken.None);
}
