using System.CommandLine;

namespace Hitl.Cli.Verbs;

internal static class CommonOptions
{
    /// <summary>The data directory, which stands for one system.</summary>
    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "The data directory of the system",
        DefaultValueFactory = _ => new DirectoryInfo(Environment.GetEnvironmentVariable("HITL_DATA") ?? ".hitl"),
        HelpName = "DIR",
    };
}
