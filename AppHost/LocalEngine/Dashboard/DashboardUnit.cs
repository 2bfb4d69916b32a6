using Hitl.LocalEngine.Hosting;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Dashboard;

/// <summary>The process of the dashboard.</summary>
internal sealed class DashboardUnit(
    string program, string home, int port, IReadOnlyDictionary<string, string> settings, ResourceService service, StatusEntry status, LogBook log) : Unit(status, log)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(200);

    private ChildProcess? _child;
    private bool _serves;

    public override Task<int> Exited => _child?.Exited ?? base.Exited;

    public override async Task StartAsync(CancellationToken ct)
    {
        if (!_serves) await service.StartAsync(ct);
        _serves = true;
        PrivateFile.CreateFolder(home);
        _child?.Dispose();
        _child = await ChildProcess.StartAsync(new ProcessSpec(program, ["dashboard"])
        {
            Environment = new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["HOME"] = home,
                ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
                // The bundled runtime would else insist on the machine's ICU libraries; the dashboard asks for cultures by name.
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
                ["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "0",
            },
            WorkingDirectory = home,
            Output = line => Log.Append(line.Text, line.IsError),
        }, ct);
        Status.Change(status => status with { ProcessId = _child.Id });
        await WaitUntilItListensAsync(_child, ct);
    }

    public override Task StopAsync() => _child?.StopAsync((Posix.SigTerm, StopGrace)) ?? Task.CompletedTask;

    private async Task WaitUntilItListensAsync(ChildProcess child, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartTimeout);
        try
        {
            while (FreePorts.IsFree(port))
            {
                if (!child.IsRunning) throw Failed($"it exited with code {await child.Exited}", child);
                await Task.Delay(ProbePause, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Failed($"it did not listen within {StartTimeout.TotalSeconds:0} s", child);
        }
    }

    private static StartFailedException Failed(string reason, ChildProcess child) =>
        new("dashboard", reason, child.LastLines, "go without it: ./hitl up --no-dashboard");
}
