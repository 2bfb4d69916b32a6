using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hitl.TestKit.Driving;

/// <summary>A webhook as it arrived.</summary>
public sealed record ReceivedWebhook(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The delivery's id, the same in every try.</summary>
    public string Id => Headers["webhook-id"];

    /// <summary>The body.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>Verifies the signature as the Standard Webhooks specification says, without any code of ours.</summary>
    public bool IsSignedWith(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return Headers["webhook-signature"].Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}

/// <summary>A customer's own server: serves files and receives webhooks.</summary>
public sealed class CustomerSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private LoopbackServer _server = null!;

    private CustomerSite()
    {
    }

    /// <summary>Decides the status that a webhook is answered with; 200 unless a test says otherwise.</summary>
    public Func<ReceivedWebhook, int> Answer { get; set; } = _ => StatusCodes.Status200OK;

    /// <summary>Every webhook that arrived, repeats included.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    /// <summary>Starts the site.</summary>
    public static async Task<CustomerSite> StartAsync()
    {
        var site = new CustomerSite();
        site._server = await LoopbackServer.StartAsync(app =>
        {
            app.MapGet("/files/{name}", (string name) => Results.Bytes(ContentOf(name), enableRangeProcessing: true));
            app.MapPost("/hooks/{**path}", site.ReceiveAsync);
        });
        return site;
    }

    /// <summary>A URL of a file; the extension decides what it is, the rest of the name makes its bytes differ.</summary>
    public string FileUrl(string name) => new Uri(_server.Url, $"files/{name}").ToString();

    /// <summary>A URL that receives webhooks.</summary>
    public string HookUrl(string name) => new Uri(_server.Url, $"hooks/{name}").ToString();

    /// <summary>The bytes behind <see cref="FileUrl"/>.</summary>
    public static byte[] ContentOf(string name) => SampleMedia.Names.Contains(name) ? SampleMedia.Named(name) : Path.GetExtension(name).ToLowerInvariant() switch
    {
        _ when SampleMedia.Names.Contains(name) => SampleMedia.Named(name),
        ".txt" => Encoding.UTF8.GetBytes($"text of {name}"),
        ".png" => SampleFiles.Png(name),
        ".jpg" or ".jpeg" => SampleFiles.Jpeg(),
        ".docx" => SampleDocuments.Word(),
        _ => SampleFiles.Pdf(),
    };

    /// <summary>Waits for a webhook at <see cref="HookUrl"/>.</summary>
    public async Task<ReceivedWebhook> WaitForAsync(string name) => (await Eventually.GetAsync(
        () => Task.FromResult(Received.FirstOrDefault(webhook => webhook.Path == name)), found => found is not null, $"a webhook at {name}"))!;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var webhook = new ReceivedWebhook(path, headers, await reader.ReadToEndAsync());
        _received.Enqueue(webhook);
        return Results.StatusCode(Answer(webhook));
    }
}
