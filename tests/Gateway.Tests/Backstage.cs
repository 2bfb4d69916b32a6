using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hitl.Contracts.Projects;
using Hitl.Contracts.Workforce;
using Hitl.Gateway.Routing;
using Hitl.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hitl.Gateway.Tests;

/// <summary>A request as a service saw it.</summary>
internal sealed record Seen(string Service, string Method, string Target, IReadOnlyDictionary<string, string> Headers, long BodyLength)
{
    public string Protocol { get; init; } = "";
}

/// <summary>
/// Plays all services, each on an address of its own: answers every request with what it saw of it, knows keys and sessions, and
/// misbehaves when told to.
/// </summary>
internal sealed class Backstage : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Dictionary<string, LoopbackServer> _servers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ApiKeyFacts> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SessionFacts> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _notReady = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RequestDelegate> _acts = new(StringComparer.Ordinal);

    /// <summary>Everything asked of the services, but for health.</summary>
    public ConcurrentQueue<Seen> Requests { get; } = new();

    /// <summary>Runs after a key was looked up and before the answer goes out.</summary>
    public Func<Task> BeforeKeyAnswer { get; set; } = () => Task.CompletedTask;

    /// <summary><paramref name="overHttp2"/>: a service that speaks HTTP/2 without TLS and nothing else.</summary>
    public static async Task<Backstage> StartAsync(string? overHttp2 = null)
    {
        var stage = new Backstage();
        foreach (var service in RouteTable.Services)
        {
            stage._servers[service] = await LoopbackServer.StartAsync(
                app => stage.Map(app, service),
                builder => builder.WebHost.ConfigureKestrel(kestrel =>
                {
                    kestrel.Limits.MaxRequestBodySize = null;
                    if (service == overHttp2) kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
                }));
        }

        return stage;
    }

    public Uri AddressOf(string service) => _servers[service].Url;

    /// <summary>Which service a request of <see cref="Answer"/> was for.</summary>
    public string NameOf(HttpContext context) => _servers.Single(server => server.Value.Url.Port == context.Connection.LocalPort).Key;

    /// <summary>How often Projects was asked for a key.</summary>
    public int KeyQuestions => Requests.Count(seen => seen.Target == "/internal/keys/resolve");

    public int SessionQuestions => Requests.Count(seen => seen.Target == "/internal/sessions/resolve");

    /// <summary>A new key that Projects knows.</summary>
    public string NewKey(ApiKeyMode mode = ApiKeyMode.Live, Guid? account = null, Plan plan = Plan.Standard, DateTimeOffset? expiresAt = null)
    {
        var key = ApiKeyFormat.Generate(mode);
        var isAdmin = mode == ApiKeyMode.Admin;
        _keys[HashOf(key)] = new ApiKeyFacts
        {
            KeyId = Guid.CreateVersion7(),
            Mode = mode,
            AccountId = isAdmin ? null : account ?? Guid.CreateVersion7(),
            Plan = isAdmin ? null : plan,
            ExpiresAt = expiresAt,
        };
        return key;
    }

    public ApiKeyFacts FactsOf(string key) => _keys[HashOf(key)];

    public void Change(string key, Func<ApiKeyFacts, ApiKeyFacts> change) => _keys[HashOf(key)] = change(FactsOf(key));

    public void Revoke(string key) => _keys.TryRemove(HashOf(key), out _);

    public void Restore(string key, ApiKeyFacts facts) => _keys[HashOf(key)] = facts;

    /// <summary>A new session that Workforce knows.</summary>
    public (string Cookie, string CsrfToken, SessionFacts Facts) NewSession(bool isAdmin = false)
    {
        var (cookie, csrf) = (RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));
        var facts = new SessionFacts
        {
            SessionId = Guid.CreateVersion7(),
            AnnotatorId = Guid.CreateVersion7(),
            IsAdmin = isAdmin,
            CsrfTokenHash = SHA256.HashData(Encoding.UTF8.GetBytes(csrf)),
            ExpiresAt = DateTimeOffset.UtcNow.AddHours(8),
        };
        _sessions[HashOf(cookie)] = facts;
        return (cookie, csrf, facts);
    }

    public void End(string cookie) => _sessions.TryRemove(HashOf(cookie), out _);

    /// <summary>From now on <paramref name="path"/> is answered like this, by whichever service.</summary>
    public void Answer(string path, RequestDelegate act) => _acts[path] = act;

    public void SetReady(string service, bool isReady) => _notReady[service] = !isReady;

    /// <summary>The service is gone: connections are refused.</summary>
    public ValueTask StopAsync(string service) => _servers[service].DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values) await server.DisposeAsync();
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private void Map(WebApplication app, string service)
    {
        app.MapGet("/health", () => Results.StatusCode(_notReady.GetValueOrDefault(service) ? 503 : 200));
        app.MapPost("/internal/keys/resolve", context => ResolveAsync(context, service, () => BeforeKeyAnswer(), async body =>
            _keys.GetValueOrDefault(Convert.ToHexString((await JsonSerializer.DeserializeAsync<ResolveApiKey>(body, Json))!.KeyHash))));
        app.MapPost("/internal/sessions/resolve", context => ResolveAsync(context, service, () => Task.CompletedTask, async body =>
            _sessions.GetValueOrDefault(Convert.ToHexString((await JsonSerializer.DeserializeAsync<ResolveSession>(body, Json))!.TokenHash))));
        // Without a pattern of its own, a fallback leaves out paths that end like a file's name.
        app.MapFallback("/{**path}", context => _acts.TryGetValue(context.Request.Path, out var act) ? act(context) : EchoAsync(context, service));
    }

    private async Task ResolveAsync<T>(HttpContext context, string service, Func<Task> before, Func<Stream, Task<T?>> find)
        where T : class
    {
        Requests.Enqueue(SeenOf(context, service, 0));
        var facts = await find(context.Request.Body);
        await before();
        if (facts is null) context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        else await context.Response.WriteAsJsonAsync(facts, Json);
    }

    private async Task EchoAsync(HttpContext context, string service)
    {
        var length = 0L;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0;) length += read;
        var seen = SeenOf(context, service, length);
        Requests.Enqueue(seen);
        context.Response.Headers.SetCookie = "taste=sweet";
        context.Response.Headers["X-Request-Id"] = "from-the-service";
        await context.Response.WriteAsJsonAsync(seen, Json);
    }

    private static Seen SeenOf(HttpContext context, string service, long length) => new(
        service,
        context.Request.Method,
        context.Request.Path + context.Request.QueryString,
        context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        length)
    {
        Protocol = context.Request.Protocol,
    };
}
