using System.Collections.Concurrent;
using Hitl.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hitl.Files.Tests;

/// <summary>A customer's server with good and bad habits.</summary>
internal sealed class CustomerServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<string, Func<HttpContext, IResult>> _served = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _hold = new(0);
    private LoopbackServer? _server;
    private int _now;
    private int _most;

    public Uri Url => _server!.Url;

    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The most requests to /held that were open at once.</summary>
    public int MostAtOnce => Volatile.Read(ref _most);

    public static async Task<CustomerServer> StartAsync()
    {
        var customer = new CustomerServer();
        customer._server = await LoopbackServer.StartAsync(customer.Map);
        return customer;
    }

    public string At(string path) => $"http://127.0.0.1:{Url.Port}{path}";

    /// <summary>Answers /served/NAME, from now on, by <paramref name="answer"/>; returns its URL.</summary>
    public string Serve(string name, Func<HttpContext, IResult> answer)
    {
        _served[name] = answer;
        return At($"/served/{name}");
    }

    /// <summary>The same with bytes, in ranges where they are asked for.</summary>
    public string Serve(string name, byte[] bytes) => Serve(name, _ => Results.Bytes(bytes, "application/octet-stream", enableRangeProcessing: true));

    public int Count(string path) => _requests.Count(request => request == path);

    /// <summary>Lets requests to /held go on.</summary>
    public void Release(int count) => _hold.Release(count);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _hold.Dispose();
    }

    private void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            _requests.Enqueue(context.Request.Path);
            return next(context);
        });
        app.MapGet("/good/{name}.png", (string name) => Results.Bytes(SampleFiles.Png(name)));
        app.MapGet("/good/{name}.jpg", () => Results.Bytes(SampleFiles.Jpeg()));
        app.MapGet("/good/{name}.pdf", () => Results.Bytes(SampleFiles.Pdf()));
        app.MapGet("/media/{name}", (string name) => Results.Bytes(SampleMedia.Named(name), enableRangeProcessing: true));
        app.MapGet("/served/{name}", (string name, HttpContext http) => _served[name](http));
        app.MapGet("/download", () => Results.Bytes(SampleFiles.Pdf(), "application/octet-stream", "Übersicht 1.pdf"));
        app.MapGet("/nameless", () => Results.Bytes(SampleFiles.Pdf()));
        app.MapGet("/wrong/{name}", () => Results.Text("<html><script>alert(1)</script></html>", "image/png"));
        app.MapGet("/mixed/{name}.png", () => Results.Bytes(SampleFiles.Jpeg(), "image/png"));
        app.MapGet("/empty/{name}", () => Results.Bytes([]));
        app.MapGet("/inside/{name}", () => Results.Redirect("http://169.254.169.254/latest/meta-data/x.png"));
        app.MapGet("/moved/{name}", (string name) => Results.Redirect($"/good/{name}"));
        app.MapGet("/large/{kilobytes:int}.png", (int kilobytes) => Results.Bytes([.. SampleFiles.Png(), .. new byte[kilobytes * 1000]]));
        app.MapGet("/endless/{name}", EndlessAsync);
        app.MapGet("/short/{name}", ShortAsync);
        app.MapGet("/hang/{name}", (CancellationToken ct) => Task.Delay(Timeout.Infinite, ct));
        app.MapGet("/held/{name}", HeldAsync);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(SampleFiles.Png());
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[100_000], context.RequestAborted);
    }

    private static async Task ShortAsync(HttpContext context)
    {
        context.Response.ContentLength = 10_000;
        await context.Response.Body.WriteAsync(SampleFiles.Png());
    }

    private async Task<IResult> HeldAsync(string name, CancellationToken ct)
    {
        var now = Interlocked.Increment(ref _now);
        InterlockedMax(now);
        await _hold.WaitAsync(ct);
        Interlocked.Decrement(ref _now);
        return Results.Bytes(SampleFiles.Png(name));
    }

    private void InterlockedMax(int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref _most)) < value) Interlocked.CompareExchange(ref _most, value, seen);
    }
}
