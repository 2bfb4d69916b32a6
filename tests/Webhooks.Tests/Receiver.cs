using System.Collections.Concurrent;
using Hitl.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hitl.Webhooks.Tests;

/// <summary>One request as it came off the wire.</summary>
internal sealed record Received(string Method, string Path, string Protocol, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string WebhookId => Headers["webhook-id"];
}

/// <summary>A customer's server on 127.0.0.1, which answers as a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, int> _underWay = new(StringComparer.Ordinal);
    private LoopbackServer? _server;
    private int _concurrent;

    public Uri Url => _server!.Url;

    public IReadOnlyList<Received> Requests => [.. _received];

    /// <summary>Most requests that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Webhook ids that arrived while a request with the same id was still under way.</summary>
    public ConcurrentQueue<string> Overlaps { get; } = new();

    /// <summary>Answers each request by <paramref name="answer"/>, which gets the context and how many came before.</summary>
    public static async Task<Receiver> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var receiver = new Receiver();
        receiver._server = await LoopbackServer.StartAsync(app => app.Run(context => receiver.ReceiveAsync(context, answer)));
        return receiver;
    }

    /// <summary>Answers with one status, always.</summary>
    public static Task<Receiver> StartAsync(int status = 200) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Takes every request and answers none until it is stopped.</summary>
    public static Task<Receiver> StartHangingAsync() =>
        StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    public Uri At(string path) => new(Url, path);

    /// <summary>Waits for the first <paramref name="count"/> requests.</summary>
    public Task<IReadOnlyList<Received>> ReceiveAsync(int count) =>
        Eventually.GetAsync(() => Task.FromResult(Requests), requests => requests.Count >= count, $"{count} requests at the receiver");

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context, Func<HttpContext, int, Task> answer)
    {
        lock (_received) MostAtOnce = Math.Max(MostAtOnce, ++_concurrent);
        var id = context.Request.Headers["webhook-id"].ToString();
        if (_underWay.AddOrUpdate(id, 1, (_, count) => count + 1) > 1) Overlaps.Enqueue(id);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            int before;
            lock (_received)
            {
                before = _received.Count;
                _received.Enqueue(new Received(
                    context.Request.Method,
                    context.Request.Path + context.Request.QueryString,
                    context.Request.Protocol,
                    context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                    body.ToArray()));
            }

            await answer(context, before);
        }
        finally
        {
            _underWay.AddOrUpdate(id, 0, (_, count) => count - 1);
            lock (_received) _concurrent--;
        }
    }
}
