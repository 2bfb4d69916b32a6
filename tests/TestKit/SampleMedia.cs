using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hitl.TestKit;

/// <summary>Small real films and sounds, made by ffmpeg from its own test sources: one second, the same bytes in each run.</summary>
public static class SampleMedia
{
    private const string Picture = "testsrc=size=64x48:rate=10:duration=1";
    private const string Tone = "sine=frequency=440:sample_rate=16000:duration=1";

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Made = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string[]> Recipes = new(StringComparer.Ordinal)
    {
        ["film.mp4"] = Film("-c:v", "mpeg4", "-c:a", "aac", "-f", "mp4"),
        ["film.mov"] = Film("-c:v", "mpeg4", "-c:a", "aac", "-f", "mov"),
        ["film.webm"] = Film("-c:v", "libvpx", "-c:a", "libopus", "-f", "webm"),
        ["film.ogv"] = Film("-c:v", "libtheora", "-c:a", "libvorbis", "-f", "ogg"),
        ["silent.mp4"] = ["-f", "lavfi", "-i", Picture, "-c:v", "mpeg4", "-f", "mp4"],
        ["wide.mp4"] = ["-f", "lavfi", "-i", Picture, "-vf", "setsar=2/1", "-c:v", "mpeg4", "-f", "mp4"],
        ["tone.wav"] = Sound("-c:a", "pcm_s16le", "-f", "wav"),
        ["tone.mp3"] = Sound("-c:a", "libmp3lame", "-f", "mp3"),
        ["tone.ogg"] = Sound("-c:a", "libvorbis", "-f", "ogg"),
        ["tone.flac"] = Sound("-c:a", "flac", "-f", "flac"),
        ["tone.m4a"] = Sound("-c:a", "aac", "-f", "ipod"),
        ["tone.aac"] = Sound("-c:a", "aac", "-f", "adts"),
        ["tone.webm"] = Sound("-c:a", "libopus", "-f", "webm"),
        // Silence for half a second, then the tone at half of what is possible.
        ["picture.png"] = ["-f", "lavfi", "-i", "testsrc=size=640x480", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe"],
        ["step.wav"] = ["-f", "lavfi", "-i", "aevalsrc='if(gte(t,0.5),0.5*sin(2*PI*400*t),0)':s=16000:d=1", "-c:a", "pcm_s16le", "-f", "wav"],
    };

    /// <summary>The names of all.</summary>
    public static IReadOnlyCollection<string> Names => Recipes.Keys;

    /// <summary>The file of that name.</summary>
    public static byte[] Named(string name) => Made.GetOrAdd(name, wanted => new Lazy<byte[]>(() => Make(Recipes[wanted]))).Value;

    private static string[] Film(params string[] output) => ["-f", "lavfi", "-i", Picture, "-f", "lavfi", "-i", Tone, .. output];

    private static string[] Sound(params string[] output) => ["-f", "lavfi", "-i", Tone, .. output];

    private static byte[] Make(string[] recipe)
    {
        // MP4 is written back and forth, which a pipe cannot do.
        var path = Path.Combine(Path.GetTempPath(), $"hitl-media-{Guid.NewGuid():N}");
        try
        {
            var start = new ProcessStartInfo("ffmpeg", ["-v", "error", "-nostdin", .. recipe, "-flags", "+bitexact", "-fflags", "+bitexact", path])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? File.ReadAllBytes(path) : throw new InvalidOperationException(error);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
