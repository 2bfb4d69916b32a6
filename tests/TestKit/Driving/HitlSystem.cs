using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hitl.LocalEngine.Hosting;
using Hitl.TestKit.Described;

namespace Hitl.TestKit.Driving;

/// <summary>How to start the whole system for tests.</summary>
public sealed record HitlSystemOptions
{
    /// <summary>More environment, such as <c>Idempotency__Lease</c>; every service inherits it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>More arguments of the application host, such as <c>--Replicas:gateway 2</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether every answer is compared with the OpenAPI documents that the system serves.</summary>
    public bool ChecksAnswers { get; init; }
}

/// <summary>
/// The whole system as <c>./hitl up</c> starts it: the application host as a process of its own, with its own servers, data and
/// ports; stopped, and its data removed, at the end.
/// </summary>
public sealed class HitlSystem : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);

    private readonly Process _engine;
    private readonly List<string> _output;
    private readonly string _data;

    private HitlSystem(Process engine, List<string> output, string data, int port)
    {
        (_engine, _output, _data) = (engine, output, data);
        Gateway = new Uri($"http://127.0.0.1:{port}");
        PublicUrl = $"http://localhost:{port}";
    }

    /// <summary>The gateway.</summary>
    public Uri Gateway { get; }

    /// <summary>What begins every URL that the system hands out.</summary>
    public string PublicUrl { get; }

    /// <summary>The key that the first start made.</summary>
    public string AdminKey => File.ReadAllText(Path.Combine(_data, "admin-key")).Trim();

    /// <summary>What answers are compared with; null unless that was asked for.</summary>
    public ApiDescriptions? Descriptions { get; private set; }

    /// <summary>Where the system keeps its data and logs.</summary>
    public string DataDirectory => _data;

    /// <summary>Starts a system and waits until all of it is healthy.</summary>
    public static async Task<HitlSystem> StartAsync(HitlSystemOptions? options = null)
    {
        options ??= new HitlSystemOptions();
        var data = Directory.CreateTempSubdirectory("hitl-system-").FullName;
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ApplicationHost() },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["HITL_DATA"] = data,
                ["HITL_PORT"] = $"{port}",
                ["HITL_DASHBOARD"] = "false",
                ["HITL_DETACHED"] = "true",
                // Customers' sites and receivers of the tests live there.
                ["HITL_OUTBOUND_ALLOW"] = "127.0.0.1",
                ["HITL_EGRESS_IP"] = "203.0.113.7",
                // As behind a proxy: the people of tests sign in from addresses of their own.
                ["Gateway__TrustedProxies__0"] = "127.0.0.1",
            },
        };
        foreach (var argument in options.Arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;

        var output = new List<string>();
        var engine = Process.Start(start)!;
        foreach (var stream in new[] { engine.StandardOutput, engine.StandardError }) _ = CollectAsync(stream, output);
        var system = new HitlSystem(engine, output, data, port);
        await system.WaitUntilReadyAsync();
        if (options.ChecksAnswers) system.Descriptions = await ApiDescriptions.FetchAsync(system.Gateway);
        return system;
    }

    /// <summary>Every part as the engine sees it now.</summary>
    public SystemState State() => SystemState.Read(_data) ?? throw new InvalidOperationException("The engine has written no state yet.");

    /// <summary>SIGKILL for every process of a part; the engine starts it again. Returns the processes' ids.</summary>
    public IReadOnlyList<int> Kill(string part)
    {
        int[] processes = [.. State().Parts.Where(state => state.Name == part && state.ProcessId is not null).Select(state => state.ProcessId!.Value)];
        foreach (var process in processes)
        {
            try
            {
                using var victim = Process.GetProcessById(process);
                victim.Kill();
            }
            catch (ArgumentException)
            {
                // It was killed a moment ago and the state does not say so yet.
            }
        }

        return processes;
    }

    /// <summary>A client of the gateway that sends <paramref name="key"/> as the contract says; none for null.</summary>
    public HttpClient Client(string? key)
    {
        var client = Client(new HttpClientHandler());
        if (key is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"api_key {key}");
        return client;
    }

    /// <summary>A client of the gateway that is like a browser: it keeps cookies.</summary>
    public HttpClient Browser() => Client(new HttpClientHandler { CookieContainer = new CookieContainer() });

    /// <summary>The administrator's client.</summary>
    public Administrator Administrator() => new(this, Client(AdminKey));

    public async ValueTask DisposeAsync()
    {
        if (!_engine.HasExited)
        {
            // SIGTERM, as an operator's Ctrl+C: parts stop in order and leave nothing behind.
            using var kill = Process.Start("kill", ["-TERM", $"{_engine.Id}"]);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            try
            {
                await _engine.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                _engine.Kill(entireProcessTree: true);
            }
        }

        _engine.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private HttpClient Client(HttpMessageHandler handler) =>
        new(Descriptions?.Checking(handler) ?? handler) { BaseAddress = Gateway, Timeout = TimeSpan.FromSeconds(120) };

    private async Task WaitUntilReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (SystemState.Read(_data)?.Phase != SystemPhase.Ready)
        {
            if (_engine.HasExited || clock.Elapsed > StartTimeout)
            {
                string said;
                lock (_output) said = string.Join('\n', _output.TakeLast(60));
                Assert.Fail($"The system did not start:\n{said}");
            }

            await Task.Delay(100);
        }
    }

    private static async Task CollectAsync(StreamReader stream, List<string> output)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (output) output.Add(line);
        }
    }

    /// <summary>artifacts/bin/PROJECT/CONFIGURATION/: the application host lies beside the tests, in the same configuration.</summary>
    private static string ApplicationHost()
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(ours.Parent!.Parent!.FullName, "AppHost", ours.Name, "AppHost.dll");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
