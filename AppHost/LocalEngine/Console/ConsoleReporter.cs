using Hitl.LocalEngine.Hosting;

namespace Hitl.LocalEngine.Console;

/// <summary>One live table on a terminal; on anything else a line for each change.</summary>
internal sealed class ConsoleReporter : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.25);

    private readonly StatusBoard _board;
    private readonly TextWriter _out;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _following;
    private string _drawn = "";

    public ConsoleReporter(StatusBoard board, TextWriter @out, TimeProvider time)
    {
        (_board, _out, _time) = (board, @out, time);
        _following = System.Console.IsOutputRedirected ? WriteChangesAsync() : DrawAsync();
    }

    /// <summary>Says it once; the table goes on below.</summary>
    public async Task AnnounceAsync(string text)
    {
        await _writing.WaitAsync();
        try
        {
            await EraseAsync();
            await _out.WriteLineAsync(text);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
        _writing.Dispose();
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(Period, _time);
        try
        {
            do await RedrawAsync();
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            await RedrawAsync();
        }
    }

    private async Task RedrawAsync()
    {
        await _writing.WaitAsync();
        try
        {
            var table = StatusTable.Draw(_board.All.Where(status => status.Type != ResourceTypes.Parameter).Select(StatusTable.RowOf), colours: true);
            if (table == _drawn) return;
            await EraseAsync();
            await _out.WriteAsync(table);
            _drawn = table;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task EraseAsync()
    {
        var lines = _drawn.AsSpan().Count('\n');
        if (lines > 0) await _out.WriteAsync($"\e[{lines}A\e[0J");
        _drawn = "";
    }

    private async Task WriteChangesAsync()
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            await foreach (var status in _board.WatchAsync(_end.Token))
            {
                if (status.Type == ResourceTypes.Parameter) continue;
                var text = StatusTable.Describe(status);
                if (last.GetValueOrDefault(status.Id) == text) continue;
                last[status.Id] = text;
                await _out.WriteLineAsync($"{_time.GetUtcNow():HH:mm:ss} {status.Name,-12} {text}");
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Nothing changes any more.
        }
    }
}
