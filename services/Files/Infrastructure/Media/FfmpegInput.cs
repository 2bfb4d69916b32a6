using Hitl.Files.Domain;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>
/// How ffmpeg and ffprobe open a stranger's file: as the one format that its first bytes say, so that no playlist makes them open
/// another file; from the disk alone; and with a limit to what one allocation may take.
/// </summary>
internal static class FfmpegInput
{
    private const string AllocationBytesMax = "268435456";

    public static string[] Of(FileKind kind, string path) =>
        ["-max_alloc", AllocationBytesMax, "-protocol_whitelist", "file", "-f", FormatOf(kind), "-i", $"file:{path}"];

    private static string FormatOf(FileKind kind) => kind.ContentType switch
    {
        "video/mp4" or "video/quicktime" or "audio/mp4" => "mov",
        "video/webm" or "audio/webm" => "matroska",
        "video/ogg" or "audio/ogg" => "ogg",
        "audio/mpeg" => "mp3",
        "audio/wav" => "wav",
        "audio/flac" => "flac",
        "audio/aac" => "aac",
        var other => throw new ArgumentOutOfRangeException(nameof(kind), other, "Nothing to watch or to listen to."),
    };
}
