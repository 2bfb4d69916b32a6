using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>One process of a project, started from its build output.</summary>
internal sealed class ProjectUnit(ProjectResource project, int port, Func<Dictionary<string, string>> environment, StatusEntry status, LogBook log) : Unit(status, log)
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(150);

    private ChildProcess? _child;

    public int Port { get; } = port;

    public override Task<int> Exited => _child?.Exited ?? base.Exited;

    public override async Task StartAsync(CancellationToken ct)
    {
        if (!FreePorts.IsFree(Port)) throw new StartFailedException(project.Name, $"port {Port} on localhost is in use", [], WhatToDoAboutPort);
        var variables = environment();
        _child?.Dispose();
        _child = await ChildProcess.StartAsync(ProjectOutput.Of(project) with
        {
            Environment = variables,
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath),
            Output = line => Log.Append(line.Text, line.IsError),
        }, ct);
        Status.Change(status => status with
        {
            ProcessId = _child.Id,
            Environment = [.. variables.Where(IsOurs).Select(v => new EnvironmentVariable(v.Key, v.Value)).OrderBy(v => v.Name, StringComparer.Ordinal)],
        });
        await WaitUntilHealthyAsync(_child, ct);
    }

    public override Task<IReadOnlyList<HealthReport>> CheckAsync(CancellationToken ct) => HealthProbes.AskAsync(project, Port, ct);

    public override Task StopAsync() => _child?.StopAsync((Posix.SigTerm, StopGrace)) ?? Task.CompletedTask;

    private string WhatToDoAboutPort => project.Endpoint?.Port is null ? "try again" : "./hitl up --port N, or stop what listens there";

    private async Task WaitUntilHealthyAsync(ChildProcess child, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(StartTimeout);
        IReadOnlyList<HealthReport> health = [];
        try
        {
            while (true)
            {
                health = await CheckAsync(deadline.Token);
                // Health first: another process could have answered in place of one that had just died of a taken port.
                if (!child.IsRunning) throw Failed($"it exited with code {await child.Exited}", child);
                if (health.All(report => report.IsHealthy)) return;
                await Task.Delay(ProbePause, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Failed($"it was not healthy within {StartTimeout.TotalSeconds:0} s ({string.Join("; ", health.Where(h => !h.IsHealthy).Select(h => h.Description))})", child);
        }
    }

    private StartFailedException Failed(string reason, ChildProcess child) =>
        new(project.Name, reason, child.LastLines, $"read the whole log with ./hitl logs {project.Name}");

    // What the machine's environment says is the operator's business, and may hold secrets that are none of ours.
    private static bool IsOurs(KeyValuePair<string, string> variable) => Environment.GetEnvironmentVariable(variable.Key) != variable.Value;
}
