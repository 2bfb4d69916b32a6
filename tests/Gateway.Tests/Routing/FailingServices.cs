using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace Hitl.Gateway.Tests.Routing;

[TestFixture]
internal sealed class FailingServices
{
    private const int BodyMax = 10 * 1024 * 1024;

    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _gateway = await GatewayApp.StartAsync(new GatewayAppOptions
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Gateway:ActivityTimeout"] = "00:00:01" },
        });
        await _gateway.Backstage.StopAsync("metrics");
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    [Test]
    public async Task A_service_that_is_down_is_503_and_says_when_to_come_back()
    {
        using var response = await _gateway.GetAsync("/v1/metrics", _gateway.Backstage.NewKey());
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(response.Header("X-RateLimit-Remaining"), Is.EqualTo("999"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Nothing was done").And.Not.Contain("127.0.0.1"));
        });
    }

    [Test]
    public async Task A_service_that_does_not_answer_in_time_is_504()
    {
        _gateway.Backstage.Answer("/v1/jobs/slow", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var response = await _gateway.GetAsync("/v1/jobs/slow", _gateway.Backstage.NewKey());
        await response.ShouldBeProblemAsync(HttpStatusCode.GatewayTimeout, "timeout");
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
    }

    [Test]
    public async Task Of_a_change_whose_answer_was_lost_nobody_says_that_it_was_not_done()
    {
        _gateway.Backstage.Answer("/v1/jobs/dies", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var response = await _gateway.SendAsync(HttpMethod.Post, "/v1/jobs/dies", _gateway.Backstage.NewKey());
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Idempotency-Key"));
    }

    [Test]
    public async Task An_answer_of_a_service_goes_through_as_it_is()
    {
        _gateway.Backstage.Answer("/v1/jobs/full", async context =>
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            context.Response.ContentType = "application/problem+json";
            context.Response.Headers.RetryAfter = "7";
            context.Response.Headers["X-Own"] = "yes";
            await context.Response.WriteAsync("{\"code\":\"own\"}");
        });
        using var response = await _gateway.GetAsync("/v1/jobs/full", _gateway.Backstage.NewKey());
        Assert.Multiple(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{\"code\":\"own\"}"));
            Assert.That(response.Header("Retry-After"), Is.EqualTo("7"));
            Assert.That(response.Header("X-Own"), Is.EqualTo("yes"));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_over_10_MiB_is_413_whether_it_says_its_length_or_not(bool saysItsLength)
    {
        using var response = await PostAsync(BodyMax + 1, saysItsLength);
        await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    // Kestrel counts the framing of chunks as well.
    [TestCase(true, BodyMax)]
    [TestCase(false, BodyMax - (64 * 1024))]
    public async Task A_body_of_10_MiB_goes_through(bool saysItsLength, int length)
    {
        using var response = await PostAsync(length, saysItsLength);
        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.That(seen.BodyLength, Is.EqualTo(length));
    }

    [Test]
    public async Task While_Projects_is_down_unknown_keys_are_503_and_known_ones_work_on()
    {
        await using var backstage = await Backstage.StartAsync();
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Backstage = backstage });
        var (known, unknown) = (backstage.NewKey(), backstage.NewKey());
        (await gateway.GetAsync("/v1/jobs", known)).Dispose();
        await backstage.StopAsync("projects");

        using var goesOn = await gateway.GetAsync("/v1/jobs", known);
        using var refused = await gateway.GetAsync("/v1/jobs", unknown);

        Assert.That(goesOn.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "service_unavailable");
        Assert.That(refused.Headers.RetryAfter, Is.Not.Null);
    }

    private async Task<HttpResponseMessage> PostAsync(int length, bool saysItsLength)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/jobs") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TryAddWithoutValidation("Authorization", $"api_key {_gateway.Backstage.NewKey()}");
        // The client waits for a word of the server before it sends the body, so that a refusal can be read.
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (!saysItsLength) request.Headers.TransferEncodingChunked = true;
        return await _gateway.Client.SendAsync(request);
    }
}
