namespace Hitl.Files.Domain;

/// <summary>A kind of file that we keep. What is not listed here is never stored.</summary>
internal sealed record FileKind
{
    /// <summary>The only kinds that a browser may show by itself; PDF and DOCX can carry scripts.</summary>
    public static readonly FileKind Png = new("image/png", isShownInline: true, "png");
    public static readonly FileKind Jpeg = new("image/jpeg", isShownInline: true, "jpg", "jpeg");
    public static readonly FileKind Pdf = new("application/pdf", isShownInline: false, "pdf");
    public static readonly FileKind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", isShownInline: false, "docx");

    private static readonly FileKind[] All = [Png, Jpeg, Pdf, Docx];

    private readonly string[] _extensions;

    private FileKind(string contentType, bool isShownInline, params string[] extensions) =>
        (ContentType, IsShownInline, _extensions) = (contentType, isShownInline, extensions);

    public string ContentType { get; }

    public bool IsShownInline { get; }


    public static FileKind? OfExtension(string extension) => All.FirstOrDefault(kind => kind.Has(extension));

    public static FileKind? OfContentType(string contentType) => All.FirstOrDefault(kind => kind.ContentType == contentType);

    /// <param name="extension">Without dot, lower case.</param>
    public bool Has(string extension) => _extensions.Contains(extension, StringComparer.Ordinal);
}
