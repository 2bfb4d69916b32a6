using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Hitl.Dialects.Tests;

/// <summary>Sends again what real clients have sent once: see Recorded/README.md.</summary>
[TestFixture]
internal sealed class ReplayingClients
{
    [TestCase("scaleapi-npm-2.3.2.jsonl", "/scale", 22)]
    [TestCase("curl-7.88.1.jsonl", "/scale", 10)]
    [TestCase("httparty-0.21.jsonl", "/workersai", 2)]
    public async Task A_client_is_understood_in_every_request_that_it_has_ever_sent(string file, string prefix, int count)
    {
        await using var app = await ScaleApp.StartAsync();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = (await File.ReadAllLinesAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "Recorded", file))).Select(JsonOf.Text).ToList();
        Assert.That(requests, Has.Count.EqualTo(count));

        foreach (var recorded in requests)
        {
            using var request = RequestOf(recorded, prefix, ids);
            using var response = await app.Live.SendAsync(request);

            var answer = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(recorded.GetProperty("status").GetInt32()), $"{recorded}\n{answer}");
            if (recorded.TryGetProperty("made", out var made)) ids[made.GetString()!] = JsonOf.Text(answer).GetProperty("task_id").GetString()!;
        }
    }

    private static HttpRequestMessage RequestOf(JsonElement recorded, string prefix, Dictionary<string, string> ids)
    {
        var target = ids.Aggregate(recorded.GetProperty("target").GetString()!, (text, id) => text.Replace(id.Key, id.Value, StringComparison.Ordinal));
        var request = new HttpRequestMessage(HttpMethod.Parse(recorded.GetProperty("method").GetString()), prefix + target);
        if (recorded.GetProperty("user_agent").GetString() is { } agent) request.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (recorded.GetProperty("body").GetString() is not { } body) return request;

        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (recorded.GetProperty("content_type").GetString() is { } type) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return request;
    }
}
