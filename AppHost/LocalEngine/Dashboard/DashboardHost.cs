using System.Security.Cryptography;
using Hitl.LocalEngine.Hosting;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>The real Aspire dashboard beside the system: its program, what feeds it, and the keys between them.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    /// <summary>The release that the resource service's messages were written for.</summary>
    public const string Version = "13.5.4";

    private const string Name = "dashboard";
    private const int UsualPort = 18888;
    private const int KeyBytes = 24;

    private readonly ResourceService _service;

    private DashboardHost(string program, EngineOptions options, RunningSystem system, StatusBoard board, TimeProvider time)
    {
        var (servicePort, serviceKey, token) = (FreePorts.Next(), NewKey(), NewKey());
        var ports = new DashboardPorts(FreePorts.Next(UsualPort), FreePorts.Next(), FreePorts.Next());
        Telemetry = new TelemetryTarget($"http://127.0.0.1:{ports.OtlpGrpc}", NewKey());
        LoginUrl = $"http://localhost:{ports.Frontend}/login?t={token}";
        _service = new ResourceService(servicePort, serviceKey, system, board);
        var settings = DashboardSettings.Of(ports, Telemetry.ApiKey, token, $"http://localhost:{servicePort}", serviceKey);
        var status = system.AddStatus(Name, ResourceTypes.Executable, more: status => status with { Url = $"http://localhost:{ports.Frontend}", Source = program });
        var unit = new DashboardUnit(program, Path.Combine(options.DataDirectory, Name), ports.Frontend, settings, _service, status, system.LogOf(Name));
        Supervisor = new Supervisor(unit, [], time);
    }

    /// <summary>Where every service sends its telemetry.</summary>
    public TelemetryTarget Telemetry { get; }

    /// <summary>The address that opens the dashboard without asking for the token.</summary>
    public string LoginUrl { get; }

    public Supervisor Supervisor { get; }

    /// <summary>The dashboard, or null when it is not wanted or not installed: everything runs without it.</summary>
    public static DashboardHost? Create(EngineOptions options, RunningSystem system, StatusBoard board, TimeProvider time)
    {
        var program = Path.Combine(options.ToolsDirectory, $"aspire-dashboard-{Version}", "aspire-managed");
        return options.Dashboard && File.Exists(program) ? new DashboardHost(program, options, system, board, time) : null;
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
}

/// <summary>Where the dashboard listens.</summary>
internal sealed record DashboardPorts(int Frontend, int OtlpGrpc, int OtlpHttp);
