using System.Net;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Gateway.Identities;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Gateway.Tests.Credentials;

[TestFixture]
internal sealed class ForgettingCredentials
{
    private static readonly TimeSpan WithinASecond = TimeSpan.FromSeconds(1);

    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task A_key_is_asked_for_once_however_many_requests_come_with_it_at_a_time()
    {
        var key = _gateway.Backstage.NewKey();
        var before = _gateway.Backstage.KeyQuestions;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => StatusAsync(key)));
        Assert.Multiple(() =>
        {
            Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(_gateway.Backstage.KeyQuestions, Is.EqualTo(before + 1));
        });
    }

    [Test]
    public async Task A_revoked_key_is_refused_by_every_gateway_within_a_second()
    {
        await using var other = await GatewayApp.StartAsync(new GatewayAppOptions { Backstage = _gateway.Backstage, Database = _gateway.Database });
        var key = _gateway.Backstage.NewKey();
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(key, other), Is.EqualTo(HttpStatusCode.OK));

        var change = ChangeOf(key);
        _gateway.Backstage.Revoke(key);
        // Each host of a test has its own corner of the broker: the event is told in both.
        await Task.WhenAll(_gateway.PublishAsync(change), other.PublishAsync(change));

        await Eventually.AssertAsync(async () => await StatusAsync(key) == HttpStatusCode.Unauthorized, "refused here", WithinASecond);
        await Eventually.AssertAsync(async () => await StatusAsync(key, other) == HttpStatusCode.Unauthorized, "refused there", WithinASecond);
    }

    [Test]
    public async Task A_key_that_was_unknown_works_as_soon_as_it_is_made()
    {
        var key = _gateway.Backstage.NewKey();
        var facts = _gateway.Backstage.FactsOf(key);
        _gateway.Backstage.Revoke(key);
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.Unauthorized));
        _gateway.Backstage.Restore(key, facts);
        await _gateway.PublishAsync(new ApiKeyChanged { KeyId = facts.KeyId, LookupId = ApiKeyFormat.LookupIdOf(key), OccurredAt = DateTimeOffset.UtcNow });
        await Eventually.AssertAsync(async () => await StatusAsync(key) == HttpStatusCode.OK, "accepted", WithinASecond);
    }

    [Test]
    public async Task Another_plan_holds_within_a_second()
    {
        var key = _gateway.Backstage.NewKey();
        using (var before = await _gateway.GetAsync("/v1/jobs", key)) Assert.That(before.Header("X-RateLimit-Limit"), Is.EqualTo("1000"));
        _gateway.Backstage.Change(key, facts => facts with { Plan = Plan.Enterprise });
        await _gateway.PublishAsync(new AccountChanged
        {
            AccountId = _gateway.Backstage.FactsOf(key).AccountId!.Value,
            Version = 2,
            Name = "Acme",
            Plan = Plan.Enterprise,
            Status = AccountStatus.Active,
            OccurredAt = DateTimeOffset.UtcNow,
        });
        await Eventually.AssertAsync(
            async () =>
            {
                using var after = await _gateway.GetAsync("/v1/jobs", key);
                return after.Header("X-RateLimit-Limit") == "100000";
            },
            "the new limit",
            WithinASecond);
    }

    [Test]
    public async Task A_session_that_was_ended_is_refused_within_a_second()
    {
        var (cookie, _, facts) = _gateway.Backstage.NewSession();
        Assert.That(await SessionStatusAsync(cookie), Is.EqualTo(HttpStatusCode.OK));
        _gateway.Backstage.End(cookie);
        await _gateway.PublishAsync(new SessionEnded { AnnotatorId = facts.AnnotatorId, EndedAt = DateTimeOffset.UtcNow });
        await Eventually.AssertAsync(async () => await SessionStatusAsync(cookie) == HttpStatusCode.Unauthorized, "refused", WithinASecond);
    }

    [Test]
    public async Task When_the_broker_was_out_of_reach_nothing_remembered_is_trusted()
    {
        await using var wire = new TcpRelay(new Uri(await TestServers.RabbitMqAsync()));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ConnectionStrings:rabbitmq"] = wire.Url.ToString() };
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Backstage = _gateway.Backstage, Settings = settings });
        var key = _gateway.Backstage.NewKey();
        Assert.That(await StatusAsync(key, gateway), Is.EqualTo(HttpStatusCode.OK));

        _gateway.Backstage.Revoke(key);
        Assert.That(await StatusAsync(key, gateway), Is.EqualTo(HttpStatusCode.OK), "it was not told");
        wire.Cut();

        await Eventually.AssertAsync(async () => await StatusAsync(key, gateway) == HttpStatusCode.Unauthorized, "asked anew");
    }

    [Test]
    public async Task An_answer_from_before_a_revocation_is_not_remembered_after_it()
    {
        await using var backstage = await Backstage.StartAsync();
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Backstage = backstage });
        var key = backstage.NewKey();
        var (asked, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        backstage.BeforeKeyAnswer = () =>
        {
            asked.TrySetResult();
            return released.Task;
        };

        var first = gateway.GetAsync("/v1/jobs", key);
        await asked.Task;
        // Projects has read the key; now it is revoked, and the gateway hears of it before Projects' answer arrives.
        backstage.Revoke(key);
        gateway.Services.GetRequiredService<ApiKeys>().ForgetKey(ApiKeyFormat.LookupIdOf(key));
        released.SetResult();
        using var answered = await first;
        using var second = await gateway.GetAsync("/v1/jobs", key);

        Assert.Multiple(() =>
        {
            Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.OK), "it was asked in time");
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task Nobody_joins_a_question_from_before_a_change()
    {
        var cache = CacheAt(new ManualClock());
        var digest = Digest.Of("a key");
        var (old, now) = (new TaskCompletionSource<Identity?>(), new TaskCompletionSource<Identity?>());
        var before = cache.AskAsync(digest, "lookup", _ => old.Task);
        cache.Forget((_, _) => true);
        var after = cache.AskAsync(digest, "lookup", _ => now.Task);
        old.SetResult(SomeIdentity());
        now.SetResult(null);
        Assert.Multiple(async () =>
        {
            Assert.That(await before, Is.Not.Null);
            Assert.That(await after, Is.Null);
            Assert.That(cache.TryGet(digest, out var remembered), Is.True);
            Assert.That(remembered, Is.Null);
        });
    }

    [Test]
    public async Task What_holds_is_remembered_for_a_minute_and_what_is_wrong_for_ten_seconds()
    {
        var clock = new ManualClock();
        var cache = CacheAt(clock);
        var (good, wrong) = (Digest.Of("good"), Digest.Of("wrong"));
        await cache.AskAsync(good, "good", _ => Task.FromResult<Identity?>(SomeIdentity()));
        await cache.AskAsync(wrong, "wrong", _ => Task.FromResult<Identity?>(null));

        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That((cache.TryGet(good, out _), cache.TryGet(wrong, out _)), Is.EqualTo((true, true)));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That((cache.TryGet(good, out _), cache.TryGet(wrong, out _)), Is.EqualTo((true, false)));
        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.That(cache.TryGet(good, out _), Is.False);
    }

    [Test]
    public async Task A_key_that_ends_is_not_remembered_beyond_its_end()
    {
        var clock = new ManualClock();
        var cache = CacheAt(clock);
        var digest = Digest.Of("rotated");
        await cache.AskAsync(digest, "rotated", _ => Task.FromResult<Identity?>(SomeIdentity(clock.GetUtcNow().AddSeconds(5))));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(cache.TryGet(digest, out _), Is.False);
    }

    [Test]
    public async Task Wrong_credentials_take_no_more_memory_than_they_may_and_push_out_nothing_that_holds()
    {
        var cache = new IdentityCache(new IdentityCacheLimits(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10)) { WrongMax = 100 }, new ManualClock());
        await cache.AskAsync(Digest.Of("good"), "good", _ => Task.FromResult<Identity?>(SomeIdentity()));
        for (var i = 0; i < 1_000; i++) await cache.AskAsync(Digest.Of($"wrong {i}"), "wrong", _ => Task.FromResult<Identity?>(null));
        var remembered = Enumerable.Range(0, 1_000).Count(i => cache.TryGet(Digest.Of($"wrong {i}"), out _));
        Assert.Multiple(() =>
        {
            Assert.That(remembered, Is.LessThanOrEqualTo(100));
            Assert.That(cache.TryGet(Digest.Of("good"), out _), Is.True);
        });
    }

    [Test]
    public async Task A_question_that_fails_is_asked_again()
    {
        var cache = CacheAt(new ManualClock());
        var digest = Digest.Of("a key");
        Assert.That(() => cache.AskAsync(digest, "x", _ => throw new HttpRequestException("down")), Throws.InstanceOf<HttpRequestException>());
        var second = await cache.AskAsync(digest, "x", _ => Task.FromResult<Identity?>(SomeIdentity()));
        Assert.That(second, Is.Not.Null);
    }

    private static IdentityCache CacheAt(ManualClock clock) =>
        new(new IdentityCacheLimits(IdentityTokens.ReuseFor, TimeSpan.FromSeconds(10)), clock);

    private static Identity SomeIdentity(DateTimeOffset? endsAt = null) => new() { Caller = new Caller(), Authorization = "Bearer x", EndsAt = endsAt };

    private ApiKeyChanged ChangeOf(string key)
    {
        var facts = _gateway.Backstage.FactsOf(key);
        return new ApiKeyChanged
        {
            KeyId = facts.KeyId,
            LookupId = ApiKeyFormat.LookupIdOf(key),
            AccountId = facts.AccountId,
            OccurredAt = DateTimeOffset.UtcNow,
        };
    }

    private async Task<HttpStatusCode> StatusAsync(string key, GatewayApp? gateway = null)
    {
        using var response = await (gateway ?? _gateway).GetAsync("/v1/jobs", key);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> SessionStatusAsync(string cookie)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/v1/work/projects", null, ("Cookie", $"hitl={cookie}"));
        return response.StatusCode;
    }
}
