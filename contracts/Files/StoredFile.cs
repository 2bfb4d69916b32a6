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
}
