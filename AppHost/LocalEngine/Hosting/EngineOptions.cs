using Aspire.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Hitl.LocalEngine.Hosting;

/// <summary>How this run was asked for; read from the environment and the command line of the application host.</summary>
internal sealed record EngineOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>Where tools that are installed once for all systems lie: the dashboard.</summary>
    public required string ToolsDirectory { get; init; }

    public required bool Dashboard { get; init; }

    /// <summary>Nobody reads the console: it becomes a file, in which no secret may stand.</summary>
    public required bool Detached { get; init; }

    /// <summary>Which private addresses customers' URLs may reach; kept in the state file, for programs that need to know.</summary>
    public required string? OutboundAllow { get; init; }

    public required bool IsDevelopment { get; init; }

    /// <summary>Servers that run elsewhere, by the name of their resource.</summary>
    public required IReadOnlyDictionary<string, string> ConnectionStrings { get; init; }

    /// <summary>Values for parameters, by name; the others are made and kept.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    public static EngineOptions From(IDistributedApplicationBuilder builder)
    {
        var repository = Path.GetFullPath("..", builder.AppHostDirectory);
        var configuration = builder.Configuration;
        return new EngineOptions
        {
            DataDirectory = Path.GetFullPath(configuration["HITL_DATA"] ?? ".hitl", repository),
            ToolsDirectory = Path.Combine(repository, ".hitl", "tools"),
            Dashboard = configuration.GetValue("HITL_DASHBOARD", true),
            Detached = configuration.GetValue("HITL_DETACHED", false),
            OutboundAllow = configuration["HITL_OUTBOUND_ALLOW"],
            IsDevelopment = builder.Environment.IsDevelopment(),
            ConnectionStrings = Section(configuration, "ConnectionStrings"),
            Parameters = Section(configuration, "Parameters"),
        };
    }

    private static Dictionary<string, string> Section(ConfigurationManager configuration, string name) => configuration.GetSection(name).GetChildren()
        .Where(entry => !string.IsNullOrEmpty(entry.Value))
        .ToDictionary(entry => entry.Key.Replace('_', '-'), entry => entry.Value!, StringComparer.OrdinalIgnoreCase);
}
