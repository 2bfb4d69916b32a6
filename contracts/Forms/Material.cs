using System.Text.Json;

namespace Hitl.Forms;

/// <summary>What a file or attachment is.</summary>
public enum MaterialKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A film.</summary>
    Video,

    /// <summary>Something to listen to.</summary>
    Audio,

    /// <summary>A page of the web.</summary>
    Website,

    /// <summary>A PDF.</summary>
    Pdf,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A file or attachment as far as an answer can be measured by it; null where a measure is unknown.</summary>
/// <param name="Kind">What it is.</param>
public sealed record MaterialItem(MaterialKind Kind)
{
    /// <summary>The text itself.</summary>
    public string? Text { get; init; }

    /// <summary>Pixels.</summary>
    public double? Width { get; init; }

    /// <summary>Pixels.</summary>
    public double? Height { get; init; }

    /// <summary>Seconds.</summary>
    public double? Duration { get; init; }
}

/// <summary>What a job shows: what answers are measured by. What is not known is not measured.</summary>
public sealed record Material
{
    /// <summary>Nothing is known.</summary>
    public static readonly Material None = new();

    /// <summary>Any JSON; null when the job has none.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>The job's files, in order.</summary>
    public IReadOnlyList<MaterialItem> Files { get; init; } = [];

    /// <summary>The job's attachments, in order.</summary>
    public IReadOnlyList<MaterialItem> Attachments { get; init; } = [];

    /// <summary>
    /// The text that a field is about; null when it is not known. Without a <paramref name="source"/>: the content if it is a string, its
    /// member <c>text</c>, its first member that is a string, the first attachment that is text.
    /// </summary>
    public string? TextAt(Source? source)
    {
        if (source is null) return FirstText();
        if (ItemAt(source) is { } item) return item.Text;
        return Content is { } content && source.In(content) is { } value ? JsonValues.TextOf(value) : null;
    }

    /// <summary>The image that a field is about; without a <paramref name="source"/> the first; null when there is none.</summary>
    public MaterialItem? ImageAt(Source? source) =>
        source is null ? First(item => item.Kind == MaterialKind.Image) : ItemAt(source);

    /// <summary>The sound or film that a field is about; without a <paramref name="source"/> the first; null when there is none.</summary>
    public MaterialItem? RecordingAt(Source? source) =>
        source is null ? First(item => item.Kind is MaterialKind.Audio or MaterialKind.Video) : ItemAt(source);

    private string? FirstText()
    {
        if (Content is { } content)
        {
            if (JsonValues.TextOf(content) is { } whole) return whole;
            if (JsonValues.TryGetMember(content, "text", out var named) && JsonValues.TextOf(named) is { } text) return text;
            if (content.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in content.EnumerateObject())
                {
                    if (JsonValues.TextOf(member.Value) is { } first) return first;
                }
            }
        }

        return First(item => item is { Kind: MaterialKind.Text, Text: not null })?.Text;
    }

    private MaterialItem? ItemAt(Source source)
    {
        if (source.FileIndex is { } file) return file < Files.Count ? Files[file] : null;
        return source.AttachmentIndex is { } attachment && attachment < Attachments.Count ? Attachments[attachment] : null;
    }

    private MaterialItem? First(Func<MaterialItem, bool> isWanted) => Files.FirstOrDefault(isWanted) ?? Attachments.FirstOrDefault(isWanted);
}
