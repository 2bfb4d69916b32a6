using Hitl.Contracts.Files;
using Hitl.Files.Domain;

namespace Hitl.Files.Application;

/// <summary>
/// Keeps contents by their hash. The disk does it here; an object store such as S3 can: put an object under the hash's name, read
/// ranges of it, delete it.
/// </summary>
internal interface IBlobStore
{
    /// <summary>Takes over a sealed file's bytes, unless the store has them; durable when it returns. May be repeated and raced.</summary>
    Task PutAsync(ContentHash hash, ISpooledFile file, CancellationToken ct);

    /// <summary>A stream that can seek, for ranges; null when the store does not have the content.</summary>
    Task<Stream?> OpenAsync(ContentHash hash, CancellationToken ct);

    /// <summary>A path on this machine under which programs read the content; null when the store does not have it.</summary>
    Task<string?> LocateAsync(ContentHash hash, CancellationToken ct);

    /// <summary>Forgets a content and what was derived from it; nothing happens when the store does not have it.</summary>
    Task DeleteAsync(ContentHash hash, CancellationToken ct);
}

/// <summary>Files on their way, on this machine.</summary>
internal interface ISpool
{
    /// <summary>An empty file; gone when it is disposed of.</summary>
    ISpooledFile Create();

    /// <summary>Removes what a process that died left behind; returns how many.</summary>
    int Sweep(DateTimeOffset before);
}

/// <summary>A file on its way.</summary>
internal interface ISpooledFile : IAsyncDisposable
{
    string Path { get; }

    /// <summary>Where the bytes go, once and in order.</summary>
    Stream Writer { get; }

    /// <summary>Makes what was written durable.</summary>
    Task<ContentHash> SealAsync(CancellationToken ct);

    /// <summary>Bytes of a sealed file.</summary>
    Task<byte[]> ReadAsync(long offset, int count, CancellationToken ct);
}

/// <summary>A file to be added, still pending: with a content, or with the URL of its source.</summary>
internal sealed record NewFile(Guid AccountId, ContentHash? Hash, string? SourceUrl, StoredFile Facts);

/// <summary>Looks into media, without ever opening a connection.</summary>
internal interface IMediaProbe
{
    /// <summary>Null where the file cannot be read. Throws <see cref="MediaToolsException"/> where nothing can be.</summary>
    /// <param name="kind">By the file's first bytes: nothing else is tried.</param>
    /// <param name="path">A file on this machine.</param>
    /// <param name="ct">Ends it.</param>
    Task<MediaFacts?> ProbeAsync(FileKind kind, string path, CancellationToken ct);
}

/// <summary>Listens to sounds.</summary>
internal interface IListener
{
    /// <summary>
    /// Null where nothing is heard. Throws <see cref="MediaToolsException"/> where nothing can be, <see cref="TimeoutException"/> where
    /// it takes too long.
    /// </summary>
    Task<Waveform?> ListenAsync(FileKind kind, string path, CancellationToken ct);
}

/// <summary>Keeps waveforms as long as their contents.</summary>
internal interface IWaveformStore
{
    Task<Waveform?> FindAsync(ContentHash hash, CancellationToken ct);

    Task PutAsync(ContentHash hash, Waveform waveform, CancellationToken ct);
}

/// <summary>The programs that look into media are not installed, or cannot be started.</summary>
internal sealed class MediaToolsException(string message, Exception inner) : Exception(message, inner);

/// <summary>What is known about files and contents.</summary>
internal interface IFileStore
{
    /// <summary>A file of this account that may be named by a further job; null when there is none.</summary>
    Task<StoredFile?> FindAsync(Guid accountId, Guid fileId, CancellationToken ct);

    /// <summary>What is known of a content from an earlier file; null when nothing is.</summary>
    Task<MediaFacts?> FindMediaAsync(ContentHash hash, CancellationToken ct);

    /// <summary>
    /// Adds pending files. <paramref name="putContents"/> runs while the janitor is locked out of these contents, so that none is
    /// deleted between its arrival and its first file.
    /// </summary>
    Task AddAsync(IReadOnlyCollection<NewFile> files, Func<CancellationToken, Task> putContents, CancellationToken ct);

    /// <summary>Deletes some files that no event has named since <paramref name="before"/>; returns how many, 0 when all is done.</summary>
    Task<int> DropPendingAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>
    /// Deletes some contents without a file, which were due to be looked at; returns how many were looked at, 0 when all is done.
    /// <paramref name="delete"/> runs while nobody can add a file to the content.
    /// </summary>
    Task<int> DropSpareContentsAsync(Func<ContentHash, CancellationToken, Task> delete, CancellationToken ct);
}
