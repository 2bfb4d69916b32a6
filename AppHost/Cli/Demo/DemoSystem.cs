using System.Globalization;
using Hitl.LocalEngine.Hosting;
using Hitl.LocalEngine.Processes;

namespace Hitl.Cli.Demo;

/// <summary>The system that the demo runs on: the one that runs, if it may reach 127.0.0.1; else one of the demo's own, for as long as the demo lasts.</summary>
internal sealed class DemoSystem : IAsyncDisposable
{
    private static readonly string[] LoopbackRules = ["127.0.0.1", "127.0.0.1/32", "127.0.0.0/8"];
    private static readonly char[] Separators = [',', ';', ' '];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    private readonly ChildProcess? _engine;
    private readonly string _data;

    private DemoSystem(string data, string address, ChildProcess? engine) => (_data, Address, _engine) = (data, address, engine);

    public string Address { get; }

    public string AdminKey => File.ReadAllText(Path.Combine(_data, "admin-key")).Trim();

    public bool IsItsOwn => _engine is not null;

    public static async Task<DemoSystem> FindOrStartAsync(string data, CancellationToken ct)
    {
        var running = DataLock.IsHeld(data) ? SystemState.Read(data) : null;
        if (running is { Phase: SystemPhase.Ready } && running.UrlOf("gateway") is { } address && ReachesLoopback(running)) return new DemoSystem(data, address, engine: null);
        return await StartAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is null) return;
        await _engine.StopAsync((Posix.SigTerm, StopGrace));
        _engine.Dispose();
        foreach (var folder in Directory.GetDirectories(_data))
        {
            // Where the servers' accounts could not reach, their data lies elsewhere.
            if (Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } elsewhere) elsewhere.Delete();
        }
        Directory.Delete(_data, recursive: true);
    }

    private static bool ReachesLoopback(SystemState state) =>
        (state.OutboundAllow ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries).Any(rule => LoopbackRules.Contains(rule, StringComparer.Ordinal));

    private static async Task<DemoSystem> StartAsync(CancellationToken ct)
    {
        const UnixFileMode everyoneMayPass = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var data = Directory.CreateTempSubdirectory("hitl-demo-").FullName;
        File.SetUnixFileMode(data, everyoneMayPass);
        // artifacts/bin/Hitl.Cli/release/ -> artifacts/bin/AppHost/release/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var appHost = Path.Combine(own.Parent!.Parent!.FullName, "AppHost", own.Name, "AppHost");
        var engine = await ChildProcess.StartAsync(new ProcessSpec(appHost, [])
        {
            Environment = EnvironmentOf(data, FreePorts.Next()),
            WorkingDirectory = Environment.CurrentDirectory,
        }, ct);
        try
        {
            return new DemoSystem(data, await WaitAsync(engine, data, ct), engine);
        }
        catch
        {
            await new DemoSystem(data, "", engine).DisposeAsync();
            throw;
        }
    }

    private static async Task<string> WaitAsync(ChildProcess engine, string data, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartTimeout);
        while (true)
        {
            var state = SystemState.Read(data);
            if (state is { Phase: SystemPhase.Ready }) return state.UrlOf("gateway") ?? throw new VerbFailedException("There is no gateway.");
            if (!engine.IsRunning) throw new VerbFailedException($"The demo's own system could not start.\n{string.Join('\n', engine.LastLines)}");
            await Task.Delay(Pause, deadline.Token);
        }
    }

    private static Dictionary<string, string> EnvironmentOf(string data, int port)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        variables["HITL_DATA"] = data;
        variables["HITL_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        variables["HITL_OUTBOUND_ALLOW"] = "127.0.0.1";
        variables["HITL_DASHBOARD"] = "false";
        variables["HITL_DETACHED"] = "true";
        variables.Remove("HITL_PUBLIC_URL");
        return variables;
    }
}
