using System.Reflection;
using Hitl.LocalEngine.Hosting;

namespace Aspire.Hosting;

/// <summary>An application that is ready to run.</summary>
public sealed class DistributedApplication
{
    private readonly Orchestrator _orchestrator;

    internal DistributedApplication(Orchestrator orchestrator) => _orchestrator = orchestrator;

    /// <summary>Begins a model.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args, Assembly.GetCallingAssembly());

    /// <summary>Starts everything, and returns when all has been stopped again. The process's exit code says whether all had started.</summary>
    public void Run() => System.Environment.ExitCode = _orchestrator.RunAsync().GetAwaiter().GetResult();
}
