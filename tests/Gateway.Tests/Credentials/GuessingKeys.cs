using System.Net;
using Hitl.Contracts.Projects;
using Hitl.TestKit;

namespace Hitl.Gateway.Tests.Credentials;

[TestFixture]
internal sealed class GuessingKeys
{
    private ManualClock _clock = null!;
    private GatewayApp _gateway = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _clock = new ManualClock();
        _gateway = await GatewayApp.StartAsync(new GatewayAppOptions
        {
            Clock = _clock,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Gateway:FailedAttemptsPerMinute"] = "5", ["Gateway:TrustedProxies:0"] = "127.0.0.0/8" },
        });
    }

    [TearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task An_address_that_sends_too_many_wrong_keys_gets_429_for_the_rest_of_the_minute()
    {
        for (var i = 0; i < 5; i++) Assert.That(await StatusAsync(ApiKeyFormat.Generate(ApiKeyMode.Live)), Is.EqualTo(HttpStatusCode.Unauthorized));
        var asked = _gateway.Backstage.KeyQuestions;

        using var response = await _gateway.GetAsync("/v1/jobs", ApiKeyFormat.Generate(ApiKeyMode.Live));
        await response.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_failed_attempts");
        using var malformed = await _gateway.GetAsync("/v1/jobs", "nonsense");
        await malformed.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too_many_failed_attempts");

        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.RetryAfter?.Delta?.TotalSeconds, Is.InRange(1, 60));
            Assert.That(_gateway.Backstage.KeyQuestions, Is.EqualTo(asked), "Projects is left alone");
        });

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await StatusAsync(_gateway.Backstage.NewKey()), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Keys_that_are_known_go_on_working_for_the_neighbours()
    {
        var neighbour = _gateway.Backstage.NewKey();
        Assert.That(await StatusAsync(neighbour), Is.EqualTo(HttpStatusCode.OK));
        for (var i = 0; i < 6; i++) await StatusAsync("nonsense");
        Assert.That(await StatusAsync(neighbour), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Each_address_behind_a_trusted_proxy_has_its_own_count()
    {
        for (var i = 0; i < 6; i++) await StatusAsync("nonsense", "203.0.113.7");
        var blocked = await StatusAsync("nonsense", "203.0.113.7");
        var other = await StatusAsync("nonsense", "203.0.113.8");
        Assert.That((blocked, other), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task A_network_of_IPv6_is_one_client()
    {
        for (var i = 0; i < 6; i++) await StatusAsync("nonsense", $"2001:db8:1:2::{i}");
        var neighbour = await StatusAsync("nonsense", "2001:db8:1:2:ffff::1");
        var other = await StatusAsync("nonsense", "2001:db8:1:3::1");
        Assert.That((neighbour, other), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task Requests_without_a_credential_are_no_attempts()
    {
        for (var i = 0; i < 20; i++)
        {
            using var response = await _gateway.GetAsync("/v1/jobs");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        }
    }

    private async Task<HttpStatusCode> StatusAsync(string key, string? client = null)
    {
        (string, string)[] headers = client is null ? [] : [("X-Forwarded-For", client)];
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/v1/jobs", key, headers);
        return response.StatusCode;
    }
}
