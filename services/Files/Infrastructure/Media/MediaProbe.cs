using System.Globalization;
using System.Text;
using Hitl.Contracts.Files;
using Hitl.Files.Application;
using Hitl.Files.Domain;
using Microsoft.Extensions.Options;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>Asks ffprobe about sound and films, and poppler's pdfinfo about PDFs.</summary>
internal sealed partial class MediaProbe(Tools tools, IOptions<FilesOptions> options, ILogger<MediaProbe> logger) : IMediaProbe
{
    private const int OutputBytesMax = 1024 * 1024;

    public async Task<MediaFacts?> ProbeAsync(FileKind kind, string path, CancellationToken ct)
    {
        if (kind.Family == FileFamily.Pdf) return await OutputAsync("pdfinfo", [path], ct) is { } pages ? PagesOf(pages) : null;
        string[] arguments =
        [
            "-v", "error", "-of", "json", "-show_format", "-show_streams", .. FfmpegInput.Of(kind, path),
        ];
        return await OutputAsync("ffprobe", arguments, ct) is { } json ? FfprobeReport.Read(json) : null;
    }

    /// <summary>Null where the program cannot make sense of the file, in time or at all.</summary>
    private async Task<byte[]?> OutputAsync(string program, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        using var output = new MemoryStream();
        try
        {
            var end = await tools.RunAsync(program, arguments, options.Value.ProbeTime, (stream, stop) => ReadAsync(stream, output, stop), ct);
            if (end.ExitCode == 0) return output.ToArray();
            Unreadable(program, end.ExitCode, end.Error);
        }
        catch (TimeoutException late)
        {
            TooSlow(late, program);
        }

        return null;
    }

    private static async Task ReadAsync(Stream stream, MemoryStream output, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while (output.Length < OutputBytesMax && (read = await stream.ReadAsync(buffer, ct)) > 0) output.Write(buffer, 0, read);
    }

    private static MediaFacts? PagesOf(byte[] report)
    {
        const string Label = "Pages:";
        foreach (var line in Encoding.UTF8.GetString(report).Split('\n'))
        {
            if (line.StartsWith(Label, StringComparison.Ordinal) && int.TryParse(line[Label.Length..], CultureInfo.InvariantCulture, out var pages) && pages > 0)
                return new MediaFacts { Pages = pages };
        }

        return null;
    }

    [LoggerMessage(LogLevel.Information, "{Program} cannot read a file and exits with {ExitCode}: {Error}")]
    private partial void Unreadable(string program, int exitCode, string error);

    [LoggerMessage(LogLevel.Warning, "{Program} did not get through a file in time")]
    private partial void TooSlow(Exception failure, string program);
}
