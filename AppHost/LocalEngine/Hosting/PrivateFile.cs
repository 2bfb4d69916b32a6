namespace Hitl.LocalEngine.Hosting;

/// <summary>Files that hold secrets: readable by their owner alone from the first byte, and never half written.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static async Task WriteAsync(string path, string content, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        await using (var writer = new StreamWriter(draft, options)) await writer.WriteAsync(content.AsMemory(), ct);
        File.Move(draft, path, overwrite: true);
    }
}
