using Hitl.Gateway.Rates;
using Hitl.ServiceDefaults.Data;
using Hitl.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hitl.Gateway.Tests.Rates;

/// <summary>The counting of several gateways, without their HTTP.</summary>
[TestFixture]
internal sealed class SharingQuotas
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var migrator = new Migrator(_database.Source, new DatabaseSettings(_database.ConnectionString), NullLogger<Migrator>.Instance);
        await migrator.MigrateAsync(typeof(GatewayService).Assembly, CancellationToken.None);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _database.DisposeAsync();

    [TestCase(1, 1_000)]
    [TestCase(3, 1_000)]
    [TestCase(3, 10_000)]
    public async Task Busy_gateways_allow_exactly_the_limit_together(int gateways, int limit)
    {
        await using var system = NewSystem(gateways);
        var (subject, policy) = (Guid.CreateVersion7(), new QuotaPolicy("test", limit));
        var allowed = await SpendAsync(system, Enumerable.Range(0, gateways), subject, policy, limit + (limit / 5));
        Assert.That(allowed, Is.EqualTo(limit));
    }

    [TestCase(1_000)]
    [TestCase(10_000)]
    [TestCase(100_000)]
    public async Task What_gateways_hold_that_fell_silent_is_below_one_percent(int limit)
    {
        await using var system = NewSystem(3);
        var (subject, policy) = (Guid.CreateVersion7(), new QuotaPolicy("test", limit));
        // Two get one request each and no more; the rest goes to the third.
        var allowed = await SpendAsync(system, [1], subject, policy, 1) + await SpendAsync(system, [2], subject, policy, 1);
        allowed += await SpendAsync(system, [0], subject, policy, limit + 100);
        Assert.That(allowed, Is.InRange((int)Math.Ceiling(limit * 0.99), limit));
    }

    [Test]
    public async Task Requests_seldom_wait_for_the_table()
    {
        await using var system = NewSystem(1);
        var (subject, policy) = (Guid.CreateVersion7(), new QuotaPolicy("test", 100_000));
        var allowed = await SpendAsync(system, [0], subject, policy, 50_000);
        var taken = await _database.ScalarAsync<long>("SELECT taken FROM quota WHERE subject = @subject", new { subject });
        Assert.Multiple(() =>
        {
            Assert.That(allowed, Is.EqualTo(50_000));
            Assert.That(taken, Is.InRange(50_000, 50_000 + (2 * policy.Chunk)), "no more is taken than is soon used");
        });
    }

    [Test]
    public async Task While_the_table_is_out_of_reach_each_gateway_counts_for_itself_and_afterwards_owes_what_it_spent()
    {
        await using var database = await TestDatabase.CreateAsync();
        var migrator = new Migrator(database.Source, new DatabaseSettings(database.ConnectionString), NullLogger<Migrator>.Instance);
        await migrator.MigrateAsync(typeof(GatewayService).Assembly, CancellationToken.None);
        await using var system = new GatewaySystem(database, _clock, 2);
        var (subject, policy) = (Guid.CreateVersion7(), new QuotaPolicy("test", 1_000));

        await database.ExecuteAsync("ALTER TABLE quota RENAME TO gone");
        Assert.That(await SpendAsync(system, [0], subject, policy, 600), Is.EqualTo(600), "the gateway goes on");
        Assert.That(await SpendAsync(system, [0], Guid.CreateVersion7(), policy, 1_200), Is.EqualTo(1_000), "and keeps the limit by itself");

        await database.ExecuteAsync("ALTER TABLE gone RENAME TO quota");
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await SpendAsync(system, [0], subject, policy, 1), Is.EqualTo(1));
        await Eventually.AssertAsync(
            async () => await database.ScalarAsync<long?>("SELECT taken FROM quota WHERE subject = @subject", new { subject }) >= 601,
            "what was spent meanwhile stands in the table");
        var rest = await SpendAsync(system, [0, 1], subject, policy, 1_000);
        Assert.That(rest, Is.InRange(389, 399), "the two share what is left of the minute");
    }

    [Test]
    public async Task A_new_minute_starts_from_nothing_and_old_ones_are_cleared_away()
    {
        await using var system = NewSystem(1);
        var (subject, policy) = (Guid.CreateVersion7(), new QuotaPolicy("test", 10));
        Assert.That(await SpendAsync(system, [0], subject, policy, 15), Is.EqualTo(10));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await SpendAsync(system, [0], subject, policy, 15), Is.EqualTo(10));

        _clock.Advance(TimeSpan.FromMinutes(11));
        using var sweeper = new QuotaSweeper(system.Quotas[0], system.Leases[0], _clock, NullLogger<QuotaSweeper>.Instance);
        await sweeper.RunOnceAsync(CancellationToken.None);
        var rows = await _database.ScalarAsync<long>("SELECT count(*) FROM quota WHERE subject = @subject", new { subject });
        Assert.That(rows, Is.Zero);
    }

    private GatewaySystem NewSystem(int gateways) => new(_database, _clock, gateways);

    private static async Task<int> SpendAsync(GatewaySystem system, IEnumerable<int> gateways, Guid subject, QuotaPolicy policy, int requests)
    {
        var quotas = gateways.Select(i => system.Quotas[i]).ToArray();
        var allowed = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = 48 }, async (i, ct) =>
        {
            var standing = await quotas[i % quotas.Length].TakeAsync(subject, policy, ct);
            if (standing.IsAllowed) Interlocked.Increment(ref allowed);
        });
        return allowed;
    }

    /// <summary>Several gateways that share a database.</summary>
    private sealed class GatewaySystem : IAsyncDisposable
    {
        public GatewaySystem(TestDatabase database, TimeProvider time, int gateways)
        {
            Leases = [.. Enumerable.Range(0, gateways).Select(_ => new PostgresQuotaLeases(database.Source, time, NullLogger<PostgresQuotaLeases>.Instance))];
            Quotas = [.. Leases.Select(leases => new Quotas(leases, time))];
        }

        public IReadOnlyList<PostgresQuotaLeases> Leases { get; }

        public IReadOnlyList<Quotas> Quotas { get; }

        public async ValueTask DisposeAsync()
        {
            foreach (var leases in Leases) await leases.DisposeAsync();
        }
    }
}
