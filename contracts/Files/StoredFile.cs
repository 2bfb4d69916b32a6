namespace Hitl.Contracts.Files;

/// <summary>A file that we keep.</summary>
public sealed record StoredFile
{
    /// <summary>Its id: <c>GET /v1/files/ID</c>.</summary>
    public required Guid FileId { get; init; }

    /// <summary>Its name, from the URL or from <c>Content-Disposition</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, by its contents.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What its contents say of themselves; null when that is not known.</summary>
    public MediaFacts? Media { get; init; }
}

/// <summary>Measures of a file's contents; null where the kind has no such measure.</summary>
public sealed record MediaFacts
{
    /// <summary>Pixels, as the file is shown.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, as the file is shown.</summary>
    public int? Height { get; init; }

    /// <summary>Seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>Frames a second of a video.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Pages of a PDF.</summary>
    public int? Pages { get; init; }

    /// <summary>Whether there is something to hear.</summary>
    public bool HasAudio { get; init; }
}
