using System.Net;
using System.Text.Json;
using Hitl.ServiceDefaults.Identity;
using Hitl.TestKit;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hitl.Gateway.Tests;

/// <summary>How a gateway is started for tests.</summary>
internal sealed record GatewayAppOptions
{
    /// <summary>The services behind it; null for new ones, which end with it.</summary>
    public Backstage? Backstage { get; init; }

    /// <summary>Shared by several gateways of one system.</summary>
    public TestDatabase? Database { get; init; }

    public ManualClock? Clock { get; init; }

    public ILoggerProvider? Logs { get; init; }

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>A gateway on a real port, with services behind it that only play.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ServiceHost<GatewayService> _host;
    private readonly bool _ownsBackstage;

    private GatewayApp(ServiceHost<GatewayService> host, Backstage backstage, bool ownsBackstage)
    {
        (_host, Backstage, _ownsBackstage) = (host, backstage, ownsBackstage);
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false };
        Client = new HttpClient(handler) { BaseAddress = host.Url };
    }

    public Backstage Backstage { get; }

    /// <summary>Sends what it is told and adds nothing.</summary>
    public HttpClient Client { get; }

    public TestDatabase Database => _host.Database;

    public IServiceProvider Services => _host.Services;

    public static async Task<GatewayApp> StartAsync(GatewayAppOptions? options = null)
    {
        options ??= new GatewayAppOptions();
        var backstage = options.Backstage ?? await Backstage.StartAsync();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in Gateway.Routing.RouteTable.Services) settings[$"services:{service}:http:0"] = backstage.AddressOf(service).ToString();
        foreach (var (key, value) in options.Settings) settings[key] = value;
        var host = await ServiceHost<GatewayService>.StartAsync(new ServiceHostOptions
        {
            Settings = settings,
            Clock = options.Clock,
            Database = options.Database,
            Logs = options.Logs,
            Kestrel = true,
        });
        var gateway = new GatewayApp(host, backstage, options.Backstage is null);
        // The gateway serves before it listens to the broker, and forgets all that it knows once it does.
        var bus = gateway.Services.GetRequiredService<IBusControl>();
        await Eventually.AssertAsync(() => bus.CheckHealth().Status == BusHealthStatus.Healthy, "the gateway listens to the broker");
        return gateway;
    }

    /// <summary>Publishes as another service would.</summary>
    public Task PublishAsync(object fact) => _host.PublishAsync(fact);

    public Task<HttpResponseMessage> GetAsync(string path, string? key = null) => SendAsync(HttpMethod.Get, path, key);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? key = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "api_key " + key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    /// <summary>What the service saw of a request that it answered.</summary>
    public static async Task<Seen> SeenByServiceAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        var seen = JsonSerializer.Deserialize<Seen>(text, Json)!;
        return seen with { Headers = new Dictionary<string, string>(seen.Headers, StringComparer.OrdinalIgnoreCase) };
    }

    /// <summary>Whom the service took for the caller.</summary>
    public async Task<Caller> CallerSeenAsync(HttpResponseMessage response)
    {
        var seen = await SeenByServiceAsync(response);
        var token = seen.Headers["Authorization"]["Bearer ".Length..];
        return (await Services.GetRequiredService<IdentityTokens>().ReadAsync(token))!.Value.Caller;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.DisposeAsync();
        if (_ownsBackstage) await Backstage.DisposeAsync();
    }
}

/// <summary>Reads problems.</summary>
internal static class ProblemAssertions
{
    /// <summary>Asserts that the response is a problem with this status and code; returns it.</summary>
    public static async Task<JsonElement> ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)status));
            Assert.That(problem.GetProperty("request_id").GetString(), Is.EqualTo(response.Header("X-Request-Id")));
        });
        return problem;
    }

    /// <summary>The header's value; null when it is not there.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
