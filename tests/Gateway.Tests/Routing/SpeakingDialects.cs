using System.Net;
using System.Text;
using System.Text.Json;
using Hitl.Contracts.Projects;
using Hitl.TestKit;

namespace Hitl.Gateway.Tests.Routing;

[TestFixture]
internal sealed class SpeakingDialects
{
    private GatewayApp _gateway = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _gateway = await GatewayApp.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _gateway.DisposeAsync();

    private const string Basic = "basic";
    private const string Query = "query";
    private const string Bearer = "bearer";

    /// <summary>How the key is sent, the path, and what the service sees; read against product.md and the documents, not against the code.</summary>
    private static readonly object[][] Table =
    [
        [Basic, "/v1/task/categorize", "dialects", "/scale/v1/task/categorize"],
        [Bearer, "/v1/task/576ba74eec471ff9b01557cc/cancel", "dialects", "/scale/v1/task/576ba74eec471ff9b01557cc/cancel"],
        [Basic, "/v1/tasks", "dialects", "/scale/v1/tasks"],
        [Basic, "/v1/tasks?limit=3&status=completed", "dialects", "/scale/v1/tasks?limit=3&status=completed"],
        [Basic, "/v1/projects", "dialects", "/scale/v1/projects"],
        [Basic, "/v1/batches/b1/finalize", "dialects", "/scale/v1/batches/b1/finalize"],
        // A client's own name may hold a slash.
        [Basic, "/v1/projects/cows%20%2F%20calves/setParams", "dialects", "/scale/v1/projects/cows%20%2F%20calves/setParams"],
        [Query, "/v1/tasks", "dialects", "/workersai/v1/tasks"],
        [Query, "/v1/tasks/623ed523-d7cf-4007-be3e-2732b3b9c526", "dialects", "/workersai/v1/tasks/623ed523-d7cf-4007-be3e-2732b3b9c526"],
        [Query, "/v1/tasks?task_type=categorization", "dialects", "/workersai/v1/tasks?task_type=categorization"],
        [Bearer, "/v1/reviews", "dialects", "/hitlsh/v1/reviews"],
        [Bearer, "/v1/templates/template_1", "dialects", "/hitlsh/v1/templates/template_1"],
        [Bearer, "/v1/webhooks", "dialects", "/hitlsh/v1/webhooks"],
        [Bearer, "/v1/teams/t1/members", "dialects", "/hitlsh/v1/teams/t1/members"],
        [Bearer, "/v1/projects", "projects", "/v1/projects"],
        [Query, "/v1/projects", "projects", "/v1/projects"],
        [Basic, "/v1/jobs", "jobs", "/v1/jobs"],
    ];

    [TestCaseSource(nameof(Table))]
    public async Task A_path_and_the_form_of_its_key_say_who_is_meant(string form, string path, string service, string target)
    {
        using var response = await SendAsync(form, path, _gateway.Backstage.NewKey());

        var seen = await GatewayApp.SeenByServiceAsync(response);
        Assert.That((seen.Service, seen.Target), Is.EqualTo((service, target)));
    }

    [Test]
    public async Task A_body_may_come_with_GET()
    {
        using var request = Request(Basic, HttpMethod.Get, "/v1/tasks", _gateway.Backstage.NewKey());
        request.Content = new StringContent("limit=3", Encoding.ASCII, "application/x-www-form-urlencoded");
        using var response = await _gateway.Client.SendAsync(request);
        Assert.That((await GatewayApp.SeenByServiceAsync(response)).BodyLength, Is.EqualTo(7));
    }

    [TestCase("/v1/task/categorize")]
    [TestCase("/v1/tasks")]
    public async Task Scales_and_WorkersAIs_clients_are_refused_in_their_form(string path)
    {
        using var nobody = await _gateway.GetAsync(path);
        using var stranger = await SendAsync(Basic, path, ApiKeyFormat.Generate(ApiKeyMode.Live));
        using var admin = await SendAsync(Bearer, path, _gateway.Backstage.NewKey(ApiKeyMode.Admin));

        await ShouldBeScaleErrorAsync(nobody, 401);
        await ShouldBeScaleErrorAsync(stranger, 401);
        await ShouldBeScaleErrorAsync(admin, 403);
    }

    [TestCase("/v1/reviews")]
    [TestCase("/v1/webhooks/w1")]
    public async Task HITL_shs_clients_are_refused_in_their_envelope(string path)
    {
        using var nobody = await _gateway.GetAsync(path);
        using var stranger = await SendAsync(Bearer, path, ApiKeyFormat.Generate(ApiKeyMode.Live));
        using var admin = await SendAsync(Bearer, path, _gateway.Backstage.NewKey(ApiKeyMode.Admin));

        await ShouldBeEnvelopeAsync(nobody, 401, "unauthorized");
        await ShouldBeEnvelopeAsync(stranger, 401, "unauthorized");
        await ShouldBeEnvelopeAsync(admin, 403, "insufficient_permissions");
    }

    [Test]
    public async Task Who_is_too_fast_hears_so_in_the_dialect()
    {
        var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 12, 0, 20, TimeSpan.Zero));
        await using var gateway = await GatewayApp.StartAsync(new GatewayAppOptions { Clock = clock });
        var key = gateway.Backstage.NewKey();
        await Parallel.ForAsync(0, 1_000, async (_, _) => (await gateway.GetAsync("/v1/health", key)).Dispose());

        using var task = await gateway.GetAsync("/v1/task/x", key);
        using var review = await gateway.GetAsync("/v1/reviews", key);

        await ShouldBeScaleErrorAsync(task, 429);
        var refused = await ShouldBeEnvelopeAsync(review, 429, "rate_limit_exceeded");
        Assert.That(review.Header("X-RateLimit-Limit"), Is.EqualTo("1000"));
        Assert.That(refused.GetProperty("meta").GetProperty("timestamp").GetString(), Is.EqualTo("2026-03-01T12:00:20Z"));
    }

    [Test]
    public async Task A_part_that_is_down_is_told_in_the_dialect()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Backstage.StopAsync("dialects");
        var key = gateway.Backstage.NewKey();

        using var task = await gateway.GetAsync("/v1/task/x", key);
        using var review = await gateway.GetAsync("/v1/reviews", key);

        await ShouldBeScaleErrorAsync(task, 503);
        await ShouldBeEnvelopeAsync(review, 503, "service_unavailable");
    }

    private Task<HttpResponseMessage> SendAsync(string form, string path, string key) => _gateway.Client.SendAsync(Request(form, HttpMethod.Get, path, key));

    private static HttpRequestMessage Request(string form, HttpMethod method, string path, string key)
    {
        var target = form == Query ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api_key={key}" : path;
        var request = new HttpRequestMessage(method, target);
        var header = form switch
        {
            Basic => "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(key + ":")),
            Bearer => "Bearer " + key,
            _ => null,
        };
        if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        return request;
    }

    private static async Task ShouldBeScaleErrorAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo((HttpStatusCode)status), text);
        var error = JsonDocument.Parse(text).RootElement;
        Assert.That(error.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "status_code", "error" }));
        Assert.That(error.GetProperty("status_code").GetInt32(), Is.EqualTo(status));
        Assert.That(error.GetProperty("error").GetString(), Is.Not.Empty);
    }

    private static async Task<JsonElement> ShouldBeEnvelopeAsync(HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo((HttpStatusCode)status), text);
        var envelope = JsonDocument.Parse(text).RootElement;
        Assert.That(envelope.GetProperty("success").GetBoolean(), Is.False);
        Assert.That(envelope.GetProperty("error").GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(envelope.GetProperty("meta").GetProperty("request_id").GetString(), Is.EqualTo(response.Header("X-Request-Id")));
        return envelope;
    }
}
