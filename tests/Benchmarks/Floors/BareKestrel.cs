using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hitl.Benchmarks.Floors;

/// <summary>The least that any HTTP API on this machine costs: Kestrel in a process of its own, answering a constant.</summary>
internal sealed class BareKestrel : IDisposable
{
    public const string Verb = "serve-bare";

    private static readonly byte[] Constant = """{"status":"UP"}"""u8.ToArray();

    private readonly Process _process;

    private BareKestrel(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public CpuMeter Cpu => new(_process.Id);

    public static async Task<BareKestrel> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb]) { RedirectStandardOutput = true, UseShellExecute = false };
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bare server did not start.");
        return new BareKestrel(process, new Uri(url));
    }

    /// <summary>What the process of its own does.</summary>
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Constant.Length;
            return context.Response.Body.WriteAsync(Constant).AsTask();
        });
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(app.Urls.Single()));
        await app.RunAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
