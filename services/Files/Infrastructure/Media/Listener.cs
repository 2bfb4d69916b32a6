using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>Has ffmpeg decode a sound into samples of one channel, and reduces them as they come through the pipe.</summary>
internal sealed partial class Listener(Tools tools, IOptions<FilesOptions> options, ILogger<Listener> logger) : IListener
{
    /// <summary>Samples a second: voices and most of music lie below half of it.</summary>
    private const int Rate = 16_000;

    private const int BufferBytes = 64 * 1024;

    public async Task<Waveform?> ListenAsync(FileKind kind, string path, CancellationToken ct)
    {
        var builder = new WaveformBuilder(Rate);
        string[] arguments =
        [
            "-v", "error", "-nostdin", "-threads", "1", .. FfmpegInput.Of(kind, path),
            "-map", "0:a:0", "-ac", "1", "-ar", Rate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "pipe:1",
        ];
        var end = await tools.RunAsync("ffmpeg", arguments, options.Value.WaveformTime, (pipe, stop) => ReadAsync(pipe, builder, stop), ct);
        // What was heard before a broken place is heard by people, too.
        if (end.ExitCode != 0) Broken(end.ExitCode, end.Error);
        return builder.Build();
    }

    private static async Task ReadAsync(Stream pipe, WaveformBuilder builder, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var (length, read) = (0, 0);
            while ((read = await pipe.ReadAsync(buffer.AsMemory(length), ct)) > 0)
            {
                length += read;
                var whole = length & ~1;
                builder.Add(MemoryMarshal.Cast<byte, short>(buffer.AsSpan(0, whole)));
                // A sample may come in two halves.
                if (whole < length) buffer[0] = buffer[whole];
                length -= whole;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [LoggerMessage(LogLevel.Information, "ffmpeg did not get through a sound and exits with {ExitCode}: {Error}")]
    private partial void Broken(int exitCode, string error);
}
