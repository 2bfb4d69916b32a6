using Hitl.Contracts.Files;
using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>What became of one URL.</summary>
internal abstract record FetchOutcome
{
    /// <summary>Bytes that count against the limit of a job.</summary>
    public virtual long Size => 0;
}

/// <summary>A file that we have.</summary>
internal sealed record ExistingFile(StoredFile File) : FetchOutcome
{
    public override long Size => File.Size;
}

/// <summary>A file that was downloaded just now and is in nobody's way yet.</summary>
internal sealed record FreshFile(ISpooledFile Spooled, ContentHash Hash, string Name, FileKind Kind, long Length, MediaFacts? Media) : FetchOutcome
{
    public override long Size => Length;
}

/// <summary>A file that stays where it is: it takes none of our room.</summary>
internal sealed record ReferencedFile(string Url, string Name, FileKind Kind, long Length) : FetchOutcome;

/// <summary>No file.</summary>
internal sealed record FailedFetch(string Code, string Message) : FetchOutcome;
