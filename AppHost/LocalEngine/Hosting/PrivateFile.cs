namespace Hitl.LocalEngine.Hosting;

/// <summary>Files that hold secrets: readable by their owner alone from the first byte, and never half written.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A folder that nobody else can look into; one that is there keeps its mode.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);

    public static async Task WriteAsync(string path, string content, CancellationToken ct)
    {
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(content.AsMemory(), ct);
        File.Move(draft, path, overwrite: true);
    }
}
