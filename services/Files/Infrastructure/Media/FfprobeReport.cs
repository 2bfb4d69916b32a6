using System.Globalization;
using System.Text.Json;
using Hitl.Contracts.Files;

namespace Hitl.Files.Infrastructure.Media;

/// <summary>Reads ffprobe's JSON; what a file says of itself may be anything.</summary>
internal static class FfprobeReport
{
    /// <summary>Null when there is neither a picture nor a sound.</summary>
    public static MediaFacts? Read(byte[] json)
    {
        JsonElement report;
        try
        {
            report = JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null; // Cut off: more than any honest file has to say.
        }

        var streams = report.TryGetProperty("streams", out var list) ? list.EnumerateArray().ToList() : [];
        var video = streams.Find(IsFilm);
        var hasVideo = video.ValueKind == JsonValueKind.Object;
        var audio = streams.Find(stream => Text(stream, "codec_type") == "audio" && Number(stream, "sample_rate") > 0 && Number(stream, "channels") > 0);
        var hasAudio = audio.ValueKind == JsonValueKind.Object;
        if (!hasVideo && !hasAudio) return null;

        var duration = (report.TryGetProperty("format", out var format) ? Number(format, "duration") : null) ?? Number(hasVideo ? video : audio, "duration");
        var facts = new MediaFacts { Duration = duration > 0 ? duration : null, HasAudio = hasAudio };
        if (!hasVideo) return facts;

        var (width, height) = ShownSize(video);
        var frameRate = Ratio(Text(video, "avg_frame_rate"), '/') ?? Ratio(Text(video, "r_frame_rate"), '/');
        return facts with { Width = width, Height = height, FrameRate = frameRate is { } rate ? Math.Round(rate, 3) : null };
    }

    /// <summary>The cover of an album is a picture, but no film.</summary>
    private static bool IsFilm(JsonElement stream) =>
        Text(stream, "codec_type") == "video"
        && Number(stream, "width") > 0 && Number(stream, "height") > 0
        && !(stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") == 1);

    /// <summary>Pixels that are not square stretch a film's width; a telephone held upright turns it.</summary>
    private static (int Width, int Height) ShownSize(JsonElement video)
    {
        var (width, height) = (Number(video, "width")!.Value, Number(video, "height")!.Value);
        width = Math.Round(width * (Ratio(Text(video, "sample_aspect_ratio"), ':') ?? 1));
        var (right, up) = ((int)Math.Clamp(width, 1, int.MaxValue), (int)Math.Clamp(height, 1, int.MaxValue));
        return Math.Abs(Rotation(video)) % 180 == 90 ? (up, right) : (right, up);
    }

    private static double Rotation(JsonElement video)
    {
        if (video.TryGetProperty("side_data_list", out var sides))
        {
            foreach (var side in sides.EnumerateArray())
            {
                if (Number(side, "rotation") is { } rotation) return rotation;
            }
        }

        return video.TryGetProperty("tags", out var tags) ? Number(tags, "rotate") ?? 0 : 0;
    }

    /// <summary>Null for what divides nothing or by nothing, as ffprobe writes what it does not know.</summary>
    private static double? Ratio(string? text, char sign) =>
        text?.Split(sign) is [var above, var below]
        && double.TryParse(above, CultureInfo.InvariantCulture, out var numerator)
        && double.TryParse(below, CultureInfo.InvariantCulture, out var denominator)
        && numerator > 0 && denominator > 0
            ? numerator / denominator
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        return value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;
    }
}
