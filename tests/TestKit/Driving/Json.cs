using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hitl.TestKit.Driving;

/// <summary>An answer, read whole.</summary>
public sealed record Answer(int Status, JsonElement Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The problem's code, of an error.</summary>
    public string? Code => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>Fails the test with the whole answer when the status is another one.</summary>
    public Answer Expect(int status)
    {
        Assert.That(Status, Is.EqualTo(status), Text);
        return this;
    }
}

/// <summary>Sends and reads JSON in tests.</summary>
public static class JsonExtensions
{
    /// <summary>GET.</summary>
    public static Task<Answer> GetAnswerAsync(this HttpClient client, string path) => client.AnswerAsync(HttpMethod.Get, path);

    /// <summary>POST of <paramref name="body"/>, an anonymous object with the contract's own names.</summary>
    public static Task<Answer> PostAnswerAsync(this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers) =>
        client.AnswerAsync(HttpMethod.Post, path, body, headers);

    /// <summary>Sends a request and reads the answer whole.</summary>
    public static async Task<Answer> AnswerAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = Content(body);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return await response.ReadAnswerAsync();
    }

    /// <summary>Reads an answer whole.</summary>
    public static async Task<Answer> ReadAnswerAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var json = response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.Ordinal) && text.Length > 0
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : default;
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, json, text, headers);
    }

    private static HttpContent Content(object body) => body switch
    {
        string raw => new StringContent(raw, Encoding.UTF8, "application/json"),
        JsonNode node => new StringContent(node.ToJsonString(), Encoding.UTF8, "application/json"),
        _ => JsonContent.Create(body),
    };
}
