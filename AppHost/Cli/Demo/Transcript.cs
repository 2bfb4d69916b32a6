using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.Cli.Demo;

/// <summary>Who makes a call; the name is that of the shell variable which stands for the secret in what is printed.</summary>
internal sealed record Credential(string Header, string Value, string Shown)
{
    public static Credential Key(string key, string variable) => new("Authorization", $"api_key {key}", $"api_key ${variable}");
}

/// <summary>Makes the calls of the demo, and prints each as the curl call that does the same, with its answer.</summary>
internal sealed class Transcript(string address, TextWriter @out) : IDisposable
{
    private const int BodyLengthShown = 1_200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = new Uri(address),
        Timeout = TimeSpan.FromSeconds(100),
    };

    private int _step;

    public void Dispose() => _http.Dispose();

    public void Say(string text) => @out.WriteLine(text);

    public void Head(string title) => @out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n== {++_step}. {title}"));

    /// <summary>One call that must answer that status.</summary>
    public Task<JsonNode?> CallAsync(HttpMethod method, string path, HttpStatusCode expected, Credential[] credentials, JsonNode? body, CancellationToken ct) =>
        CallAsync(method, path, credentials, body, status => status == expected, patience: TimeSpan.Zero, ct);

    /// <summary>The call again and again until it answers that status and body; only the last one is printed.</summary>
    public async Task<JsonNode?> CallUntilAsync(
        string path, Credential[] credentials, Func<JsonNode?, bool> isDone, TimeSpan patience, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var (status, text, took) = await SendAsync(HttpMethod.Get, path, credentials, body: null, ct);
            var answer = status == HttpStatusCode.OK ? JsonNode.Parse(text) : null;
            if (answer is not null && isDone(answer) || Stopwatch.GetElapsedTime(began) > patience)
            {
                Print(HttpMethod.Get, path, credentials, body: null, status, text, took);
                return answer is not null && isDone(answer) ? answer : throw new VerbFailedException($"This is not the expected answer, and did not become it within {patience.TotalSeconds:0} s.");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    public async Task<JsonNode?> CallAsync(
        HttpMethod method, string path, Credential[] credentials, JsonNode? body, Func<HttpStatusCode, bool> isExpected, TimeSpan patience, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var (status, text, took) = await SendAsync(method, path, credentials, body, ct);
            if (isExpected(status) || Stopwatch.GetElapsedTime(began) >= patience)
            {
                Print(method, path, credentials, body, status, text, took);
                if (!isExpected(status)) throw new VerbFailedException($"{method} {path} answered {(int)status}, which is not what should be.");
                return text.Length == 0 ? null : JsonNode.Parse(text);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    public async Task<byte[]> DownloadAsync(string url, Credential[] credentials, CancellationToken ct)
    {
        using var request = Request(HttpMethod.Get, url, credentials, body: null);
        using var response = await _http.SendAsync(request, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        PrintCurl(HttpMethod.Get, url, credentials, body: null);
        @out.WriteLine($"{(int)response.StatusCode} {response.Content.Headers.ContentType}, {bytes.Length} bytes");
        return response.IsSuccessStatusCode ? bytes : throw new VerbFailedException($"{url} answered {(int)response.StatusCode}.");
    }

    private async Task<(HttpStatusCode Status, string Text, TimeSpan Took)> SendAsync(
        HttpMethod method, string path, Credential[] credentials, JsonNode? body, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        using var request = Request(method, path, credentials, body);
        using var response = await _http.SendAsync(request, ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(ct), Stopwatch.GetElapsedTime(began));
    }

    private static HttpRequestMessage Request(HttpMethod method, string url, Credential[] credentials, JsonNode? body)
    {
        var request = new HttpRequestMessage(method, new Uri(url, UriKind.RelativeOrAbsolute));
        foreach (var credential in credentials) request.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    private void Print(HttpMethod method, string path, Credential[] credentials, JsonNode? body, HttpStatusCode status, string text, TimeSpan took)
    {
        PrintCurl(method, path, credentials, body);
        @out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(int)status} {status} in {took.TotalMilliseconds:0} ms"));
        if (text.Length == 0) return;
        var shown = Secrets.Mask(JsonNode.Parse(text))!.ToJsonString(Indented);
        @out.WriteLine(shown.Length > BodyLengthShown ? shown[..BodyLengthShown] + " ..." : shown);
    }

    private void PrintCurl(HttpMethod method, string url, Credential[] credentials, JsonNode? body)
    {
        var absolute = new Uri(_http.BaseAddress!, url);
        var line = new StringBuilder("$ curl");
        if (method != HttpMethod.Get && (method != HttpMethod.Post || body is null)) line.Append(CultureInfo.InvariantCulture, $" -X {method}");
        line.Append(CultureInfo.InvariantCulture, $" '{absolute}'");
        foreach (var credential in credentials) line.Append(CultureInfo.InvariantCulture, $" \\\n    -H \"{credential.Header}: {credential.Shown}\"");
        if (credentials.Length == 0 || credentials[0].Header != "Authorization") line.Append(" \\\n    -b session -c session");
        if (body is not null) line.Append(CultureInfo.InvariantCulture, $" \\\n    -H 'Content-Type: application/json' \\\n    -d '{Secrets.Mask(body.DeepClone())!.ToJsonString()}'");
        @out.WriteLine(line.ToString());
    }
}
