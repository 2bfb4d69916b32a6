using Aspire.Hosting.ApplicationModel;
using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Where a project was built to: beside the application host itself, in the same configuration.</summary>
internal static class ProjectOutput
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    public static ProcessSpec Of(ProjectResource project)
    {
        // artifacts/bin/PROJECT/CONFIGURATION/
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var name = Path.GetFileNameWithoutExtension(project.ProjectPath);
        var binaries = ours.Parent?.Parent ?? throw new InvalidOperationException($"{ours} is not below artifacts/bin.");
        var program = Path.Combine(binaries.FullName, name, ours.Name, name);
        if (File.Exists(program)) return new ProcessSpec(program, []) { Environment = NoEnvironment };
        if (File.Exists(program + ".dll")) return new ProcessSpec(DotNetHost.Path, [program + ".dll"]) { Environment = NoEnvironment };
        throw new StartFailedException(project.Name, $"{program}.dll does not exist", [], "build it: ./hitl up without --no-build");
    }
}
