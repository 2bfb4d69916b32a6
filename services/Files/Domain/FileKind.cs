namespace Hitl.Files.Domain;

/// <summary>What people do with a kind of file.</summary>
internal enum FileFamily
{
    /// <summary>Read; shown as it is, never as markup.</summary>
    Text,

    /// <summary>Look at.</summary>
    Image,

    /// <summary>Watch.</summary>
    Video,

    /// <summary>Listen to.</summary>
    Audio,

    /// <summary>Read page by page.</summary>
    Pdf,

    /// <summary>Open in a program of their own.</summary>
    Document,
}

/// <summary>A kind of file that we keep. What is not listed here is never stored.</summary>
internal sealed record FileKind
{
    public static readonly FileKind Png = new("image/png", FileFamily.Image, isShownInline: true, "png");
    public static readonly FileKind Jpeg = new("image/jpeg", FileFamily.Image, isShownInline: true, "jpg", "jpeg");
    public static readonly FileKind Gif = new("image/gif", FileFamily.Image, isShownInline: true, "gif");
    public static readonly FileKind Webp = new("image/webp", FileFamily.Image, isShownInline: true, "webp");

    /// <summary>PDF and DOCX can carry scripts: no browser shows them by itself.</summary>
    public static readonly FileKind Pdf = new("application/pdf", FileFamily.Pdf, isShownInline: false, "pdf");
    public static readonly FileKind Docx = new(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileFamily.Document, isShownInline: false, "docx");

    /// <summary>Whatever markup it holds, it is text to every reader.</summary>
    public static readonly FileKind Text = new("text/plain", FileFamily.Text, isShownInline: false, "txt", "md", "csv", "json");

    public static readonly FileKind Mp3 = new("audio/mpeg", FileFamily.Audio, isShownInline: true, "mp3");
    public static readonly FileKind Wav = new("audio/wav", FileFamily.Audio, isShownInline: true, "wav");
    public static readonly FileKind Flac = new("audio/flac", FileFamily.Audio, isShownInline: true, "flac");
    public static readonly FileKind Aac = new("audio/aac", FileFamily.Audio, isShownInline: true, "aac");
    public static readonly FileKind M4a = new("audio/mp4", FileFamily.Audio, isShownInline: true, "m4a");
    public static readonly FileKind OggAudio = new("audio/ogg", FileFamily.Audio, isShownInline: true, "ogg", "oga", "opus");
    public static readonly FileKind WebmAudio = new("audio/webm", FileFamily.Audio, isShownInline: true, "webm", "weba");

    public static readonly FileKind Mp4 = new("video/mp4", FileFamily.Video, isShownInline: true, "mp4", "m4v") { WithoutPicture = M4a };
    public static readonly FileKind Webm = new("video/webm", FileFamily.Video, isShownInline: true, "webm") { WithoutPicture = WebmAudio };
    public static readonly FileKind Mov = new("video/quicktime", FileFamily.Video, isShownInline: false, "mov") { WithoutPicture = M4a };
    public static readonly FileKind OggVideo = new("video/ogg", FileFamily.Video, isShownInline: false, "ogv", "ogg") { WithoutPicture = OggAudio };

    private static readonly FileKind[] All =
        [Png, Jpeg, Gif, Webp, Pdf, Docx, Text, Mp3, Wav, Flac, Aac, M4a, OggAudio, WebmAudio, Mp4, Webm, Mov, OggVideo];

    private readonly string[] _extensions;

    private FileKind(string contentType, FileFamily family, bool isShownInline, params string[] extensions) =>
        (ContentType, Family, IsShownInline, _extensions) = (contentType, family, isShownInline, extensions);

    public string ContentType { get; }

    public FileFamily Family { get; }

    /// <summary>Whether a browser may show it by itself.</summary>
    public bool IsShownInline { get; }

    /// <summary>What the same container is when there is only something to hear in it; null for anything but a video.</summary>
    public FileKind? WithoutPicture { get; private init; }

    public static FileKind? OfExtension(string extension) => Array.Find(All, kind => kind.Has(extension));

    public static FileKind? OfContentType(string contentType) => Array.Find(All, kind => kind.ContentType == contentType);

    /// <param name="extension">Without dot, lower case.</param>
    public bool Has(string extension) => _extensions.Contains(extension, StringComparer.Ordinal);

    /// <summary>A name whose extension does not lie: whoever saves the file gets what its contents are.</summary>
    public string NameOf(string? name)
    {
        if (string.IsNullOrEmpty(name)) return $"file.{_extensions[0]}";
        return Has(Path.GetExtension(name).TrimStart('.').ToLowerInvariant()) ? name : $"{name}.{_extensions[0]}";
    }
}
