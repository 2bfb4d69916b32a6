using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hitl.Contracts.Administration;
using Hitl.SampleService;
using Hitl.ServiceDefaults.Identity;
using Hitl.ServiceDefaults.Operations;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Hitl.ServiceDefaults.Tests.Operations;

[Parallelizable(ParallelScope.All)]
public sealed class TellingTheStatus
{
    [Test]
    public async Task A_service_tells_the_gateway_how_it_is_doing_and_nobody_else()
    {
        await using var sample = await ServiceHost<SampleApp>.StartAsync();
        using var account = sample.ClientFor(SampleFixture.NewAccount());
        using var broken = await account.PostAsync("/notes/broken", null);
        for (var i = 0; i < 3; i++) await account.GetAsync("/notes/who");

        using var refused = await account.GetAsync("/internal/status");
        using var unknown = await sample.ClientFor(null).GetAsync("/internal/status");
        var status = await StatusAsync(sample);

        Assert.Multiple(() =>
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(status.GetProperty("service").GetString(), Is.EqualTo("sample"));
            Assert.That(status.GetProperty("started_at").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(2)));
            Assert.That(status.GetProperty("checks").GetProperty("database").GetString(), Is.EqualTo("Healthy"));
            Assert.That(status.GetProperty("requests").GetProperty("count").GetInt32(), Is.EqualTo(4));
            Assert.That(status.GetProperty("requests").GetProperty("failed").GetInt32(), Is.EqualTo(1));
            Assert.That(status.GetProperty("requests").GetProperty("p95_ms").GetDouble(), Is.GreaterThanOrEqualTo(1));
            Assert.That(status.GetProperty("backlogs")[0].GetProperty("name").GetString(), Is.EqualTo("outbox"));
            Assert.That(status.GetProperty("queues")[0].GetProperty("name").GetString(), Does.EndWith("sample.note-taken"));
        });
    }

    [Test]
    public async Task What_hangs_is_unknown_and_delays_nothing()
    {
        await using var sample = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions
        {
            Replace = services => services.AddSingleton<IBacklog, Hanging>(),
        });

        var status = await StatusAsync(sample);

        Assert.That(status.GetProperty("backlogs").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(status.GetProperty("checks").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(status.GetProperty("queues").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_outbox_tells_how_much_waits_and_for_how_long()
    {
        var clock = new ManualClock();
        await using var database = await TestDatabase.CreateAsync();
        await using var sample = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions { Database = database, Clock = clock });
        // Not due before tomorrow: the relay leaves it where it is.
        await database.ExecuteAsync(
            "INSERT INTO outbox (message_id, message_type, body, created_at, next_at) VALUES (gen_random_uuid(), 'x', '', @At, @At + interval '1 day')",
            new { At = clock.GetUtcNow() });
        clock.Advance(TimeSpan.FromSeconds(90));

        var outbox = (await StatusAsync(sample)).GetProperty("backlogs")[0];

        Assert.That((outbox.GetProperty("waiting").GetInt32(), outbox.GetProperty("oldest_seconds").GetDouble()), Is.EqualTo((1, 90)));
    }

    [Test]
    public void Of_the_requests_the_last_minute_counts()
    {
        var clock = new ManualClock();
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var watch = new RequestWatch(provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), clock);
        for (var i = 0; i < 90; i++) watch.Record(10, isFailure: false);
        for (var i = 0; i < 10; i++) watch.Record(900, isFailure: true);
        var now = watch.Read();
        clock.Advance(TimeSpan.FromSeconds(30));
        watch.Record(10, isFailure: false);
        clock.Advance(TimeSpan.FromSeconds(45));
        var later = watch.Read();
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Multiple(() =>
        {
            Assert.That((now.Count, now.Failed), Is.EqualTo((100, 10)));
            Assert.That(now.P95Ms, Is.InRange(900, 1125));
            Assert.That((later.Count, later.Failed), Is.EqualTo((1, 0)));
            Assert.That(later.P95Ms, Is.InRange(10, 12.5));
            Assert.That(watch.Read().P95Ms, Is.Null);
        });
    }

    /// <summary>With both kinds of queues, since the bus must find each error queue as it would have declared it.</summary>
    [Test]
    public async Task What_failed_is_counted_and_put_back_by_an_administrator([Values] bool isTemporary)
    {
        await using var sample = await ServiceHost<SampleApp>.StartAsync(new ServiceHostOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Messaging:Temporary"] = isTemporary ? "true" : "false" },
        });
        await using var tap = await sample.TapAsync<AdministratorActed>();
        using var administrator = sample.ClientFor(new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() });
        // Looked at before anything has failed: what is declared then must suit the bus later.
        Assert.That(await FailedAsync(sample), Is.Zero);
        var note = new NoteTaken(Guid.CreateVersion7(), "unlucky");
        await sample.Database.ExecuteAsync("ALTER TABLE heard RENAME TO elsewhere");
        await sample.PublishAsync(note);
        await Eventually.AssertAsync(async () => await FailedAsync(sample) == 1, "it stands in the error queue");
        await sample.Database.ExecuteAsync("ALTER TABLE elsewhere RENAME TO heard");
        var queue = (await StatusAsync(sample)).GetProperty("queues")[0].GetProperty("name").GetString();

        using var answer = await administrator.PostAsync($"/v1/admin/operations/sample/queues/{queue}/redrive", null);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        await Eventually.AssertAsync(
            async () => await sample.Database.ScalarAsync<int>("SELECT coalesce(max(times), 0) FROM heard WHERE id = @NoteId", note) == 1, "it is handled");
        var act = await tap.NextAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(body.GetProperty("redriven").GetInt32(), Is.EqualTo(1));
            Assert.That(act.Action, Is.EqualTo("RedriveQueue"));
            Assert.That(await FailedAsync(sample), Is.Zero);
        });
        await DeleteAsync(queue!);
    }

    [Test]
    public async Task Only_administrators_put_back_and_only_into_the_service_s_own_queues()
    {
        using var account = SampleFixture.Sample.ClientFor(SampleFixture.NewAccount());
        using var administrator = SampleFixture.Sample.ClientFor(new Caller { IsAdmin = true, KeyId = Guid.CreateVersion7() });
        var queue = SampleFixture.Sample.Prefix + "sample.note-taken";

        using var refused = await account.PostAsync($"/v1/admin/operations/sample/queues/{queue}/redrive", null);
        using var foreign = await administrator.PostAsync("/v1/admin/operations/sample/queues/jobs.anything/redrive", null);
        using var elsewhere = await administrator.PostAsync($"/v1/admin/operations/jobs/queues/{queue}/redrive", null);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(elsewhere.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    /// <summary>The durable ones outlive their service, and would stay at the broker for good.</summary>
    private static async Task DeleteAsync(string queue)
    {
        var factory = new ConnectionFactory { Uri = new Uri(await TestServers.RabbitMqAsync()) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var name in (string[])[queue, queue + "_error"])
        {
            await channel.QueueDeleteAsync(name);
            await channel.ExchangeDeleteAsync(name);
        }
    }

    private static async Task<JsonElement> StatusAsync(ServiceHost<SampleApp> sample)
    {
        using var gateway = sample.ClientFor(new Caller { Service = "gateway" });
        return await gateway.GetFromJsonAsync<JsonElement>("/internal/status");
    }

    private static async Task<long> FailedAsync(ServiceHost<SampleApp> sample) =>
        (await StatusAsync(sample)).GetProperty("queues")[0].GetProperty("failed").GetInt64();

    private sealed class Hanging : IBacklog
    {
        public Task<Contracts.Operations.BacklogFigures> ReadAsync(CancellationToken ct) =>
            new TaskCompletionSource<Contracts.Operations.BacklogFigures>().Task;
    }
}
