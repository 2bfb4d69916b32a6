using Hitl.LocalEngine.Processes;

namespace Hitl.LocalEngine.Hosting;

/// <summary>Held as long as a system runs on a data directory. The kernel drops it with the process, so it never goes stale.</summary>
public sealed class DataLock : IDisposable
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>True while an engine runs on that data directory.</summary>
    public static bool IsHeld(string dataDirectory)
    {
        if (!File.Exists(PathIn(dataDirectory))) return false;
        using var held = TryTake(dataDirectory);
        return held is null;
    }

    internal static async Task<DataLock> TakeAsync(string dataDirectory, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryTake(dataDirectory) is { } taken) return taken;
            // Somebody who only asks whether it is held, holds it for a moment.
            await Task.Delay(Pause, ct);
        }
        throw new StartFailedException("hitl", $"a system runs on {dataDirectory} already", [], "./hitl status; stop it with ./hitl down, or give another --data and --port");
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "lock");

    private static DataLock? TryTake(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        try
        {
            // FileShare.None is an flock on Unix.
            return new DataLock(new FileStream(PathIn(dataDirectory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
