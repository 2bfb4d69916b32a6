using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Hitl.LocalEngine.Hosting;

/// <summary>What the processes of one resource wrote: the file <c>logs/NAME.log</c>, the latest lines in memory, and live.</summary>
internal sealed partial class LogBook : IDisposable
{
    private const int RememberedLines = 2_000;
    private const long FileBytesMax = 32 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _watchers = [];
    private StreamWriter _file;
    private int _count;

    public LogBook(string directory, string name, TimeProvider time)
    {
        _time = time;
        _path = Path.Combine(directory, name + ".log");
        PrivateFile.CreateFolder(directory);
        _file = Open();
    }

    public void Append(string text, bool isError)
    {
        var at = _time.GetUtcNow();
        lock (_lock)
        {
            var line = new LogLine(++_count, at, text, isError);
            _lines.Enqueue(line);
            if (_lines.Count > RememberedLines) _lines.Dequeue();
            foreach (var watcher in _watchers) watcher.Writer.TryWrite(line);
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-ddTHH:mm:ss.fffZ} {Escapes().Replace(text, "")}"));
            if (_file.BaseStream.Length > FileBytesMax) Rotate();
        }
    }

    /// <summary>The latest lines, then each new one.</summary>
    public async IAsyncEnumerable<LogLine> WatchAsync(bool follow, [EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_lock)
        {
            foreach (var line in _lines) channel.Writer.TryWrite(line);
            if (follow) _watchers.Add(channel);
            else channel.Writer.Complete();
        }
        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(ct)) yield return line;
        }
        finally
        {
            lock (_lock) _watchers.Remove(channel);
        }
    }

    public void Dispose()
    {
        lock (_lock) _file.Dispose();
    }

    private StreamWriter Open() => new(new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };

    private void Rotate()
    {
        _file.Dispose();
        File.Move(_path, _path + ".1", overwrite: true);
        _file = Open();
    }

    // Colours are for terminals and the dashboard; a file is searched and mailed.
    [GeneratedRegex("\e\\[[0-9;]*m", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escapes();
}

internal sealed record LogLine(int Number, DateTimeOffset At, string Text, bool IsError);
