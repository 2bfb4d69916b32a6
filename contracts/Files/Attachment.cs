namespace Hitl.Contracts.Files;

/// <summary>What an attachment is; the words of Scale's <c>attachment_type</c>.</summary>
public enum AttachmentKind
{
    /// <summary>Text: plain, or fetched from a URL.</summary>
    Text,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>A film.</summary>
    Video,

    /// <summary>Something to listen to.</summary>
    Audio,

    /// <summary>A page of the web: only its address is kept.</summary>
    Website,

    /// <summary>A PDF.</summary>
    Pdf,
}

/// <summary>Something that a job shows besides its files.</summary>
public sealed record Attachment
{
    /// <summary>What it is.</summary>
    public required AttachmentKind Kind { get; init; }

    /// <summary>The text itself, when the client gave it and no URL.</summary>
    public string? Text { get; init; }

    /// <summary>The client's URL; null for text that was given.</summary>
    public string? Url { get; init; }

    /// <summary>How it is read; null for text that was given, and for websites.</summary>
    public StoredFile? File { get; init; }
}

/// <summary>An order to fetch an attachment.</summary>
/// <param name="Kind">What its contents must be; never <see cref="AttachmentKind.Website"/>.</param>
/// <param name="Url">Where it is.</param>
/// <param name="IsReference">Whether only its address is kept: whoever reads it reads it through us, from there.</param>
public sealed record AttachmentOrder(AttachmentKind Kind, string Url, bool IsReference);
