using System.Net;
using Hitl.Contracts.Projects;
using Hitl.Gateway.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Hitl.Gateway.Tests.Health;

[TestFixture]
internal sealed class AskingForHealth
{
    private GatewayApp _gateway = null!;

    [SetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync(new GatewayAppOptions
    {
        // It stands still, so that the tests decide when the gateway looks.
        Clock = new TestKit.ManualClock(),
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["EgressIp"] = "203.0.113.9" },
    });

    [TearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task It_is_UP_when_all_services_are_ready()
    {
        using var response = await _gateway.GetAsync("/v1/health", _gateway.Backstage.NewKey());
        Assert.Multiple(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{\"status\":\"UP\"}"));
        });
    }

    [TestCase("projects")]
    [TestCase("jobs")]
    [TestCase("files")]
    [TestCase("webhooks")]
    [TestCase("metrics")]
    [TestCase("workforce")]
    public async Task It_is_DOWN_while_one_is_not(string service)
    {
        var health = _gateway.Services.GetRequiredService<ServiceHealth>();
        var key = _gateway.Backstage.NewKey();
        _gateway.Backstage.SetReady(service, false);
        await health.RunOnceAsync(CancellationToken.None);
        using var down = await _gateway.GetAsync("/v1/health", key);
        _gateway.Backstage.SetReady(service, true);
        await health.RunOnceAsync(CancellationToken.None);
        using var up = await _gateway.GetAsync("/v1/health", key);
        Assert.Multiple(async () =>
        {
            Assert.That(down.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(await down.Content.ReadAsStringAsync(), Is.EqualTo("{\"status\":\"DOWN\"}"));
            Assert.That(up.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task It_is_DOWN_when_a_service_cannot_be_reached()
    {
        await _gateway.Backstage.StopAsync("files");
        await _gateway.Services.GetRequiredService<ServiceHealth>().RunOnceAsync(CancellationToken.None);
        using var response = await _gateway.GetAsync("/v1/health", _gateway.Backstage.NewKey());
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task It_tells_whether_a_key_is_accepted()
    {
        using var none = await _gateway.GetAsync("/v1/health");
        using var wrong = await _gateway.GetAsync("/v1/health", ApiKeyFormat.Generate(ApiKeyMode.Live));
        await none.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_missing");
        await wrong.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "credentials_invalid");
    }

    [Test]
    public async Task The_address_of_our_requests_is_plain_text()
    {
        using var response = await _gateway.GetAsync("/v1/ip", _gateway.Backstage.NewKey());
        Assert.Multiple(async () =>
        {
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/plain"));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("203.0.113.9"));
        });
    }

    [Test]
    public async Task Without_a_configured_address_it_says_so()
    {
        await using var gateway = await GatewayApp.StartAsync();
        using var response = await gateway.GetAsync("/v1/ip", gateway.Backstage.NewKey());
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "egress_ip_not_configured");
    }

    [TestCase("/health")]
    [TestCase("/alive")]
    public async Task The_gateway_itself_is_ready_whatever_is_behind_it(string path)
    {
        await _gateway.Backstage.StopAsync("jobs");
        using var response = await _gateway.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
