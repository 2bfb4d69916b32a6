using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Hitl.LocalEngine.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>
/// Serves the Aspire dashboard what it shows: gRPC <c>aspire.v1.DashboardService</c>, on Kestrel alone, since its few messages need
/// neither the gRPC packages nor generated code.
/// </summary>
internal sealed class ResourceService : IAsyncDisposable
{
    private const int Succeeded = 1;
    private const int Failed = 2;
    private static readonly TimeSpan LogBatch = TimeSpan.FromMilliseconds(100);

    private readonly RunningSystem _system;
    private readonly StatusBoard _board;
    private readonly byte[] _apiKey;
    private readonly WebApplication _app;

    public ResourceService(int port, string apiKey, RunningSystem system, StatusBoard board)
    {
        (_system, _board, _apiKey) = (system, board, Encoding.UTF8.GetBytes(apiKey));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Logging.SetMinimumLevel(LogLevel.None);
        _app = builder.Build();
        _app.UseRouting();
        Map("GetApplicationInformation", call => call.WriteAsync(new ProtoWriter().Text(1, "Hitl")));
        Map("WatchResources", WatchResourcesAsync);
        Map("WatchResourceConsoleLogs", WatchLogsAsync);
        Map("ExecuteResourceCommand", ExecuteAsync);
        Map("WatchInteractions", WatchInteractionsAsync);
    }

    public Task StartAsync(CancellationToken ct) => _app.StartAsync(ct);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Map(string method, Func<GrpcCall, Task> serve) =>
        _app.MapPost($"/aspire.v1.DashboardService/{method}", context => GrpcCall.ServeAsync(context, IsAllowed(context), serve));

    // Whoever may call this may stop services and read their environment.
    private bool IsAllowed(HttpContext context) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers["x-resource-service-api-key"].ToString()), _apiKey);

    private async Task WatchResourcesAsync(GrpcCall call)
    {
        await call.ReadAsync();
        await call.WriteAsync(ResourceMessages.Initial(_board.All));
        await foreach (var status in _board.WatchAsync(call.Aborted)) await call.WriteAsync(ResourceMessages.Changed(status));
    }

    private async Task WatchLogsAsync(GrpcCall call)
    {
        const int resourceName = 1, suppressFollow = 2;
        var request = await call.ReadAsync();
        if (!ProtoReader.Texts(request).TryGetValue(resourceName, out var name) || _system.Find(name) is not { } supervisor) return;
        var follow = ProtoReader.Numbers(request).GetValueOrDefault(suppressFollow) == 0;
        await foreach (var lines in BatchAsync(supervisor.Unit.Log.WatchAsync(follow, call.Aborted), call.Aborted)) await call.WriteAsync(ResourceMessages.LogLines(lines));
    }

    private async Task ExecuteAsync(GrpcCall call)
    {
        const int commandName = 1, resourceName = 2;
        var request = ProtoReader.Texts(await call.ReadAsync());
        var supervisor = _system.Find(request.GetValueOrDefault(resourceName, ""));
        var command = request.GetValueOrDefault(commandName, "");
        if (supervisor is null || !Execute(supervisor, command))
        {
            await call.WriteAsync(new ProtoWriter().Int(1, Failed).Text(3, $"There is no command {command} for it."));
            return;
        }
        await call.WriteAsync(new ProtoWriter().Int(1, Succeeded));
    }

    private static bool Execute(Supervisor supervisor, string command)
    {
        switch (command)
        {
            case ResourceCommands.Start:
                supervisor.Start();
                return true;
            case ResourceCommands.Stop:
                supervisor.Stop();
                return true;
            case ResourceCommands.Restart:
                supervisor.Restart();
                return true;
            default:
                return false;
        }
    }

    // We never ask the dashboard's user anything; the call only has to stand.
    private static async Task WatchInteractionsAsync(GrpcCall call)
    {
        await call.OpenAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, call.Aborted);
    }

    // A service that starts writes hundreds of lines at once: they go in one message.
    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> BatchAsync(
        IAsyncEnumerable<LogLine> lines, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = Channel.CreateUnbounded<LogLine>();
        var reading = ReadAsync();
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            var batch = new List<LogLine>();
            while (waiting.Reader.TryRead(out var line)) batch.Add(line);
            yield return batch;
            await Task.Delay(LogBatch, ct);
        }
        await reading;

        async Task ReadAsync()
        {
            try
            {
                await foreach (var line in lines) waiting.Writer.TryWrite(line);
                waiting.Writer.Complete();
            }
            catch (OperationCanceledException stopped)
            {
                waiting.Writer.Complete(stopped);
            }
        }
    }
}
