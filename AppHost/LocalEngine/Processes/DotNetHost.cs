using System.Runtime.InteropServices;

namespace Hitl.LocalEngine.Processes;

/// <summary>The .NET that we run on, for the programs that we start.</summary>
internal static class DotNetHost
{
    // ROOT/shared/Microsoft.NETCore.App/VERSION/
    public static string Root { get; } = System.IO.Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());

    public static string Path { get; } = System.IO.Path.Combine(Root, "dotnet");
}
