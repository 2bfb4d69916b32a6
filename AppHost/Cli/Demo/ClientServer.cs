using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hitl.Cli.Demo;

/// <summary>A webhook as it arrived.</summary>
internal sealed record ReceivedWebhook(IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>The client's own web server on 127.0.0.1: it offers the files, and hears the webhooks.</summary>
internal sealed class ClientServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();

    private ClientServer(int port, IReadOnlyDictionary<string, byte[]> files)
    {
        Address = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Address);
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        _app = builder.Build();
        _app.UseRouting();
        foreach (var (name, bytes) in files) _app.MapGet($"/{name}", context => context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask());
        _app.MapPost("/webhook", ReceiveAsync);
    }

    public string Address { get; }

    public static async Task<ClientServer> StartAsync(int port, IReadOnlyDictionary<string, byte[]> files, CancellationToken ct)
    {
        var server = new ClientServer(port, files);
        await server._app.StartAsync(ct);
        return server;
    }

    public async Task<ReceivedWebhook> WebhookAsync(TimeSpan patience, CancellationToken ct)
    {
        try
        {
            return await _received.Reader.ReadAsync(ct).AsTask().WaitAsync(patience, ct);
        }
        catch (TimeoutException)
        {
            throw new VerbFailedException($"No webhook arrived within {patience.TotalSeconds:0} s. ./hitl logs webhooks tells more.");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await _received.Writer.WriteAsync(new ReceivedWebhook(headers, body.ToArray()), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
