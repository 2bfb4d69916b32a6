using System.Diagnostics;

namespace Hitl.LocalEngine.Processes;

/// <summary>A running child: its own session and process group, its output read line by line, its last lines remembered.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int RememberedLines = 40;
    private static readonly TimeSpan OutputDrain = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly Action<OutputLine>? _output;
    private readonly Queue<string> _lastLines = new();
    private readonly Lock _lock = new();
    private bool _groupEnded;

    private ChildProcess(Process process, Action<OutputLine>? output)
    {
        _process = process;
        _output = output;
        Id = process.Id;
        process.StandardInput.Close();
        Exited = WaitAsync(ReadAsync(process.StandardOutput, isError: false), ReadAsync(process.StandardError, isError: true));
    }

    public int Id { get; }

    /// <summary>Completes with the exit code when the process has ended and what it wrote has been read.</summary>
    public Task<int> Exited { get; }

    public bool IsRunning => !Exited.IsCompleted;

    public IReadOnlyList<string> LastLines
    {
        get { lock (_lock) return [.. _lastLines]; }
    }

    public static async Task<ChildProcess> StartAsync(ProcessSpec spec, CancellationToken ct) =>
        new(await SpawnThread.StartAsync(Prepare(spec), ct), spec.Output);

    /// <summary>Runs a command to its end and gives its exit code and what it wrote.</summary>
    public static async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(ProcessSpec spec, CancellationToken ct)
    {
        var lines = new List<string>();
        using var child = await StartAsync(spec with { Output = line => { lock (lines) lines.Add(line.Text); } }, ct);
        try
        {
            var exitCode = await child.Exited.WaitAsync(ct);
            lock (lines) return (exitCode, [.. lines]);
        }
        catch (OperationCanceledException)
        {
            child.Signal(Posix.SigKill);
            throw;
        }
    }

    public void Signal(int signal)
    {
        if (IsRunning) Posix.Signal(Id, signal);
    }

    /// <summary>Asks with each signal in turn, waits a while after each, and kills the whole group in the end.</summary>
    public async Task<int> StopAsync(params (int Signal, TimeSpan Grace)[] steps)
    {
        foreach (var (signal, grace) in steps)
        {
            Signal(signal);
            if (await Task.WhenAny(Exited, Task.Delay(grace)) == Exited) break;
        }
        KillGroup();
        return await Exited;
    }

    public async Task KillAsync()
    {
        KillGroup();
        await Exited;
    }

    public void Dispose()
    {
        KillGroup();
        _process.Dispose();
    }

    // After the leader's exit its group may still hold helpers that it started. Only once, though: an id without processes is given anew.
    private void KillGroup()
    {
        if (_groupEnded) return;
        _groupEnded = !IsRunning;
        if (SpawnThread.MakesGroups) Posix.Signal(-Id, Posix.SigKill);
        else Signal(Posix.SigKill);
    }

    private async Task<int> WaitAsync(params Task[] readers)
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        // A grandchild may keep the pipes open for longer than the process lives.
        await Task.WhenAny(Task.WhenAll(readers), Task.Delay(OutputDrain));
        return _process.ExitCode;
    }

    private async Task ReadAsync(StreamReader reader, bool isError)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_lock)
                {
                    _lastLines.Enqueue(line);
                    if (_lastLines.Count > RememberedLines) _lastLines.Dequeue();
                }
                _output?.Invoke(new OutputLine(line, isError));
            }
        }
        catch (ObjectDisposedException)
        {
            // Dispose closes the pipes under the reader: there is nothing more to read.
        }
    }

    private static ProcessStartInfo Prepare(ProcessSpec spec)
    {
        string[] command = [.. SpawnThread.Wrapper(spec), spec.FileName, .. spec.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.WorkingDirectory ?? "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment) start.Environment[name] = value;
        return start;
    }
}
