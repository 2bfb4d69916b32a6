using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo.Work;

/// <summary>An answer of the system.</summary>
internal sealed record WorkAnswer(HttpStatusCode Status, JsonNode? Body)
{
    public string? Code => Body is JsonObject problem ? problem["code"]?.GetValue<string>() : null;

    public Guid Id(string member) => Guid.Parse(Text(member));

    public string Text(string member) => Body?[member]?.GetValue<string>() ?? throw new VerbFailedException($"The answer has no {member}: {Body?.ToJsonString()}");
}

/// <summary>One client of the system: an administrator, an account, or a person with a session.</summary>
internal sealed class WorkClient : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;

    public WorkClient(string address, string? key = null)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address) };
        if (key is not null) _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"api_key {key}");
    }

    /// <summary>The session's token, on every request from now on.</summary>
    public void UseToken(string token) => _http.DefaultRequestHeaders.Add("X-CSRF-Token", token);

    /// <summary>Sends a request; where the system is busy or says "later", sends it again until <paramref name="ct"/> ends it.</summary>
    public async Task<WorkAnswer> SendAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            using var response = await _http.SendAsync(request, ct);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? RetryPause, ct);
                continue;
            }

            var text = await response.Content.ReadAsStringAsync(ct);
            return new WorkAnswer(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
        }
    }

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<WorkAnswer> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        var answer = await SendAsync(method, path, body, ct);
        return (int)answer.Status < 300 ? answer : throw new VerbFailedException($"{method} {path} was answered {(int)answer.Status}: {answer.Body?.ToJsonString()}");
    }

    public void Dispose() => _http.Dispose();
}
