using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Hitl.Files.Application;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>What a program left behind.</summary>
internal readonly record struct ToolEnd(int ExitCode, string Error);

/// <summary>
/// Runs the programs that look into strangers' media: a few at once, each for a limited time, with an empty environment (ours holds
/// secrets), and killed with its children when nobody waits for it any more.
/// </summary>
internal sealed class Tools(IOptions<FilesOptions> options, TimeProvider time) : IDisposable
{
    private const int ErrorBytesMax = 4096;
    private const long MemoryMax = 4L * 1024 * 1024 * 1024;

    private static readonly string[] SearchPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
    private static readonly string? Prlimit = Find("prlimit");

    private readonly SemaphoreSlim _turns = new(options.Value.MediaProcesses);

    /// <summary>Where a program lies; null when it is not installed.</summary>
    public static string? Find(string program) => SearchPath.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">One by one: there is no shell.</param>
    /// <param name="within">Its time, once it has its turn; throws <see cref="TimeoutException"/> after it.</param>
    /// <param name="read">Reads what it writes.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<ToolEnd> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan within, Func<Stream, CancellationToken, Task> read, CancellationToken ct)
    {
        await _turns.WaitAsync(ct);
        try
        {
            using var deadline = new CancellationTokenSource(within, time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            using var process = Start(program, arguments, within);
            try
            {
                process.StandardInput.Close();
                var error = ReadErrorAsync(process.StandardError.BaseStream, stop.Token);
                await read(process.StandardOutput.BaseStream, stop.Token);
                await process.WaitForExitAsync(stop.Token);
                return new ToolEnd(process.ExitCode, await error);
            }
            catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw new TimeoutException($"{program} took longer than {within}.", late);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private static Process Start(string program, IReadOnlyList<string> arguments, TimeSpan within)
    {
        var limits = Prlimit is null ? [] : Limits(within);
        var start = new ProcessStartInfo
        {
            FileName = Prlimit ?? program,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in Prlimit is null ? arguments : [.. limits, program, .. arguments]) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = string.Join(':', SearchPath);
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            if (Find(program) is null) throw new Win32Exception($"{program} is not installed.");
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new MediaToolsException($"{program} cannot be started.", failure);
        }
    }

    /// <summary>By the kernel, should a file get the better of the program: no memory without end, no file written, no time after ours.</summary>
    private static string[] Limits(TimeSpan within) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"--as={MemoryMax}"),
        string.Create(CultureInfo.InvariantCulture, $"--cpu={2 * (int)Math.Ceiling(within.TotalSeconds)}"),
        "--fsize=0",
        "--core=0",
        "--",
    ];

    /// <summary>Its beginning; the rest is read, so that the program does not wait for us, and dropped.</summary>
    private static async Task<string> ReadErrorAsync(Stream stream, CancellationToken ct)
    {
        var (kept, buffer, length) = (new byte[ErrorBytesMax], new byte[ErrorBytesMax], 0);
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            var some = Math.Min(read, kept.Length - length);
            buffer.AsSpan(0, some).CopyTo(kept.AsSpan(length));
            length += some;
        }

        return System.Text.Encoding.UTF8.GetString(kept, 0, length);
    }
}
