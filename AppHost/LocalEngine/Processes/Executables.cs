namespace Hitl.LocalEngine.Processes;

internal static class Executables
{
    // Daemons live in sbin, which an ordinary user's PATH leaves out.
    private static readonly string[] AlwaysSearched = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>The full path of a command, from PATH and the folders where systems keep their daemons; null when it is not installed.</summary>
    public static string? Find(string name, params ReadOnlySpan<string> preferredFolders)
    {
        string[] folders = [.. preferredFolders, .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), .. AlwaysSearched];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
